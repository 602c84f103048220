//! The Rust side of the comparisons. One process per worker count; the harness writes a request a line and reads an answer a line:
//!
//! ```text
//! (start)                        ready <rayon version> <workers> <crossbeam-channel version>
//! run <workload> <count>         ok <wall ns> <cpu ns> <check value> | error <text>
//! trickle <capacity> <messages>  ok <median latency in ns, times messages> <cpu ns> <messages received>
//! idle <milliseconds>            ok <wall ns> <cpu ns> 0
//! (end of input)                 the process ends
//! ```

mod clock;
mod split_mix;
mod trickle;
mod workloads;

use clock::Measured;
use std::io::{self, BufRead, Write};
use std::thread;
use std::time::Duration;
use workloads::channels::Capacity;
use workloads::{Catalogue, Place};

fn main() -> io::Result<()> {
    // The pool reads RAYON_NUM_THREADS, which the harness sets.
    let pool = rayon::ThreadPoolBuilder::new().build().expect("the pool starts");
    let mut catalogue = Catalogue::default();
    answer(&format!(
        "ready {} {} {}",
        version_of("rayon"),
        pool.current_num_threads(),
        version_of("crossbeam-channel")
    ))?;

    for line in io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<&str> = line.split_whitespace().collect();
        let reply = match words.as_slice() {
            ["run", name, count] => run(&pool, &mut catalogue, name, count),
            ["trickle", capacity, messages] => trickle(capacity, messages),
            ["idle", milliseconds] => idle(milliseconds),
            _ => Err(format!("not a request: {line}")),
        };
        answer(&reply.unwrap_or_else(|text| format!("error {text}")))?;
    }
    Ok(())
}

fn run(pool: &rayon::ThreadPool, catalogue: &mut Catalogue, name: &str, count: &str) -> Result<String, String> {
    let count: u32 = count.parse().map_err(|_| format!("not a count: {count}"))?;
    // The input is built here, outside the measured part.
    let (place, workload) = catalogue
        .prepare(name)
        .ok_or_else(|| format!("unknown workload: {name}"))?;
    let (measured, check) = match place {
        Place::Pool => clock::measure(|| pool.install(|| workload.run(count))),
        Place::Caller => clock::measure(|| workload.run(count)),
    };
    Ok(ok(measured, check))
}

fn trickle(capacity: &str, messages: &str) -> Result<String, String> {
    let capacity = Capacity::parse(capacity).ok_or_else(|| format!("not a capacity: {capacity}"))?;
    let messages = messages.parse().map_err(|_| format!("not a count: {messages}"))?;
    let (measured, received) = trickle::run(capacity, messages);
    Ok(ok(measured, received))
}

fn idle(milliseconds: &str) -> Result<String, String> {
    let milliseconds = milliseconds
        .parse()
        .map_err(|_| format!("not a time: {milliseconds}"))?;
    let (measured, ()) = clock::measure(|| thread::sleep(Duration::from_millis(milliseconds)));
    Ok(ok(measured, 0))
}

fn ok(measured: Measured, check: u64) -> String {
    format!("ok {} {} {check}", measured.wall.as_nanos(), measured.cpu.as_nanos())
}

fn answer(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

/// The version of a package that was built in: read from the lock file, so that a report cannot name another.
fn version_of(package: &str) -> &'static str {
    let heading = format!("name = \"{package}\"\nversion = \"");
    include_str!("../Cargo.lock")
        .split("[[package]]")
        .find_map(|entry| entry.trim().strip_prefix(&*heading))
        .and_then(|rest| rest.split('"').next())
        .unwrap_or("unknown")
}
