//! The workbook on a terminal.

pub mod layout;
pub mod picture;
