//! The Rust side of the comparisons. One process per worker count; the harness writes a request a line and reads an answer a line:
//!
//! ```text
//! (start)                    ready <rayon version> <workers>
//! run <workload> <count>     ok <wall ns> <cpu ns> <check value> | error <text>
//! idle <milliseconds>        ok <wall ns> <cpu ns> 0
//! (end of input)             the process ends
//! ```

mod clock;
mod workloads;

use clock::Measured;
use std::io::{self, BufRead, Write};
use std::thread;
use std::time::Duration;
use workloads::{Catalogue, Place};

fn main() -> io::Result<()> {
    // The pool reads RAYON_NUM_THREADS, which the harness sets.
    let pool = rayon::ThreadPoolBuilder::new().build().expect("the pool starts");
    let mut catalogue = Catalogue::default();
    answer(&format!("ready {} {}", rayon_version(), pool.current_num_threads()))?;

    for line in io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<&str> = line.split_whitespace().collect();
        let reply = match words.as_slice() {
            ["run", name, count] => run(&pool, &mut catalogue, name, count),
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

/// The version that was built in: read from the lock file, so that a report cannot name another.
fn rayon_version() -> &'static str {
    include_str!("../Cargo.lock")
        .split("[[package]]")
        .find_map(|package| package.trim().strip_prefix("name = \"rayon\"\nversion = \""))
        .and_then(|rest| rest.split('"').next())
        .unwrap_or("unknown")
}
