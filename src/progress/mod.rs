//! Placeholder of the lane that builds this part.
