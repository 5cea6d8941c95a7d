//! The answers that are open, watched for what other programs save in them.

use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::thread::{Builder, JoinHandle};

use crate::base::Slug;
use crate::progress::{Answers, Means, Watch};

/// What is watched, and the end that becomes readable when something was saved.
pub(crate) struct Watcher {
    watch: Option<Watch>,
    thread: Option<JoinHandle<()>>,
    wake: UnixStream,
    /// Exercises with the files of their answers.
    open: Vec<(Slug, Vec<String>)>,
}

impl Watcher {
    /// Begins with nothing to watch.
    pub(crate) fn start(means: Means) -> io::Result<Self> {
        let (wake, mut waker) = UnixStream::pair()?;
        wake.set_nonblocking(true)?;
        waker.set_nonblocking(true)?;
        // Where not even looking works, the workbook is told of nothing.
        let (watch, thread) = match Watch::new(means, &[]) {
            Ok((watch, changes)) => {
                let thread = Builder::new().name("watch".to_owned()).spawn(move || {
                    while changes.wait() {
                        // A full pipe has woken the screen already; one that is gone needs no waking.
                        let _ = waker.write(&[1]);
                    }
                })?;
                (Some(watch), Some(thread))
            }
            Err(_) => (None, None),
        };
        Ok(Self { watch, thread, wake, open: Vec::new() })
    }

    /// Watches an answer, whose folder may be a new one.
    pub(crate) fn add(&mut self, answers: &Answers, exercise: &Slug, files: &[String]) {
        if let Some(watch) = &mut self.watch {
            // A folder that cannot be watched is one that this program alone writes.
            let _ = watch.add(&answers.folder(exercise));
        }
        if !self.open.iter().any(|(open, _)| open == exercise) {
            self.open.push((exercise.clone(), files.to_vec()));
        }
    }

    /// Answers in which something may have been saved since the last time.
    pub(crate) fn news(&self) -> &[(Slug, Vec<String>)] {
        let mut bytes = [0; 64];
        let mut any = false;
        while matches!((&self.wake).read(&mut bytes), Ok(n) if n > 0) {
            any = true;
        }
        if any { &self.open } else { &[] }
    }

    /// What becomes readable when something was saved.
    pub(crate) fn wake(&self) -> BorrowedFd<'_> {
        self.wake.as_fd()
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.watch = None;
        if let Some(thread) = self.thread.take() {
            // It ends with what it listens to.
            let _ = thread.join();
        }
    }
}
