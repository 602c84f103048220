//! Two threads of five atomic operations each, explored over and over: `loom-peer MILLISECONDS` prints the executions run, those of one
//! exploration, the seconds it took, and the seconds of processor time.

use loom::sync::atomic::{AtomicUsize, Ordering::*};
use loom::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

static EXECUTIONS: AtomicU64 = AtomicU64::new(0);

struct Shared {
    x: AtomicUsize,
    y: AtomicUsize,
}

fn steps(shared: &Shared, own: usize) {
    shared.x.fetch_add(1, SeqCst);
    shared.y.load(Acquire);
    shared.x.fetch_add(1, SeqCst);
    shared.y.store(own, Release);
    shared.x.fetch_add(1, SeqCst);
}

fn explore() {
    loom::model::Builder::new().check(|| {
        EXECUTIONS.fetch_add(1, Ordering::Relaxed);
        let shared = Arc::new(Shared { x: AtomicUsize::new(0), y: AtomicUsize::new(0) });
        let other = shared.clone();
        let thread = loom::thread::spawn(move || steps(&other, 1));
        steps(&shared, 2);
        thread.join().unwrap();
    });
}

fn processor_seconds() -> f64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut time) };
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

fn main() {
    let time = Duration::from_millis(std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(1000));
    explore();
    let each = EXECUTIONS.swap(0, Ordering::Relaxed);
    let start = Instant::now();
    while start.elapsed() < time {
        explore();
    }
    println!("{} {} {} {}", EXECUTIONS.load(Ordering::Relaxed), each, start.elapsed().as_secs_f64(), processor_seconds());
}
