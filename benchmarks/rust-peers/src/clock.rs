//! Wall time and the processor time of the whole process.

use std::time::{Duration, Instant};

pub struct Measured {
    pub wall: Duration,
    pub cpu: Duration,
}

pub fn measure<R>(body: impl FnOnce() -> R) -> (Measured, R) {
    let cpu = process_cpu_time();
    let start = Instant::now();
    let result = body();
    let wall = start.elapsed();
    (
        Measured {
            wall,
            cpu: process_cpu_time() - cpu,
        },
        result,
    )
}

pub fn process_cpu_time() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: `time` is a valid timespec to write to.
    let status = unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut time) };
    assert_eq!(status, 0, "the process clock exists on every Linux");
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}
