//! Scoped threads that do nothing: what starting and joining them costs.

use super::Workload;

/// Starts `threads` threads in one scope, then joins them. The check value is their number.
pub fn scope(threads: u64) -> Box<dyn Workload> {
    Box::new(move || {
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {});
            }
        });
        threads
    })
}
