//! Signals that ask for the end while something is judged: the children and their folders go first.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::thread;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level;

use crate::grade::Cancel;

/// Listens from its making on; a second signal ends the program at once.
#[derive(Debug)]
pub(super) struct Interrupt {
    cancel: Cancel,
    came: Arc<AtomicI32>,
}

impl Interrupt {
    /// `woken` is called from another thread when a signal has come.
    pub(super) fn listen(woken: impl Fn() + Send + 'static) -> Self {
        let it = Self { cancel: Cancel::new(), came: Arc::default() };
        let (cancel, came) = (it.cancel.clone(), Arc::clone(&it.came));
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return it };
        let listen = move || {
            for signal in signals.forever() {
                if cancel.is_cancelled() {
                    // Fails for signals that cannot be sent; these can.
                    let _ = low_level::emulate_default_handler(signal);
                }
                came.store(signal, Ordering::Relaxed);
                cancel.cancel();
                woken();
            }
        };
        // A system that starts no thread starts no judges either.
        let _ = thread::Builder::new().name("signals".to_owned()).stack_size(64 << 10).spawn(listen);
        it
    }

    /// Asked to stop by the first signal.
    pub(super) fn cancel(&self) -> &Cancel {
        &self.cancel
    }

    /// Ends the program as the signal would have, where one came. For when all judges are gone.
    pub(super) fn obey(&self) {
        let signal = self.came.load(Ordering::Relaxed);
        if signal != 0 {
            let _ = low_level::emulate_default_handler(signal);
        }
    }
}
