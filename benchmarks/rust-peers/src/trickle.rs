//! One message a millisecond: what a channel costs that mostly waits.

use crate::clock::{self, Measured};
use crate::workloads::channels::Capacity;
use std::thread;
use std::time::{Duration, Instant};

const PAUSE: Duration = Duration::from_millis(1);

/// Sends `messages` through a channel of `capacity`. The wall time that is reported is the median latency, once for each message; the
/// processor time is that of the whole.
pub fn run(capacity: Capacity, messages: u32) -> (Measured, u64) {
    let (measured, mut latencies) = clock::measure(|| {
        let (sender, receiver) = capacity.channel::<Instant>();
        thread::scope(|scope| {
            scope.spawn(move || {
                for _ in 0..messages {
                    thread::sleep(PAUSE);
                    sender.send(Instant::now()).unwrap();
                }
            });
            receiver.iter().map(|sent| sent.elapsed()).collect::<Vec<_>>()
        })
    });
    latencies.sort_unstable();
    let median = latencies[latencies.len() / 2];
    let received = latencies.len() as u64;
    (
        Measured {
            wall: median * messages,
            cpu: measured.cpu,
        },
        received,
    )
}
