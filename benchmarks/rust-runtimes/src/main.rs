//! smol and tokio for the comparisons. The harness writes a request a line and reads an answer a line, as of `rust-peers`:
//!
//! ```text
//! (start)                        ready <smol version> 1 <tokio version>
//! run <workload> <count>         ok <wall ns> <cpu ns> <check value> | error <text>
//! (end of input)                 the process ends
//! ```
//! With arguments it is one side of an echo: `serve smol|tokio` writes its port, and then its processor time for each line that it reads;
//! `load <port> <connections> <exchanges of each>` ends when all have been made.
//! The workloads measure themselves, since of some only a part is of interest; `count` times in all, the last check value counts.

#[path = "../../rust-peers/src/clock.rs"]
mod clock;
mod echo;
mod smol_tasks;
mod tokio_many;
mod tokio_tasks;

use clock::Measured;
use std::io::{self, BufRead, Write};
use std::time::Duration;

/// The same in `Fearless.Benchmarks/Workloads/Tasks`.
pub const YIELDS: u64 = 1_000_000;
pub const SPAWNS: u64 = 300_000;
pub const SLEEPERS: u64 = 20_000;
pub const TIMERS: u64 = 100_000;
pub const MANY_SPAWNS: u64 = 200_000;
pub const BATCH: u64 = 1_000;
pub const MANY_YIELDERS: u64 = 8;
pub const MESSAGES: u64 = 100_000;

/// When the timers are due: evenly over a second.
pub fn due(timer: u64) -> Duration {
    Duration::from_micros(timer * 10)
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => measure_tasks(),
        ["serve", runtime] => echo::serve(runtime),
        ["load", port, connections, exchanges] => {
            let number = |text: &str| text.parse::<u32>().expect("a number");
            echo::load(number(port) as u16, number(connections), number(exchanges))
        }
        _ => Err(io::Error::new(io::ErrorKind::InvalidInput, "see main.rs")),
    }
}

fn measure_tasks() -> io::Result<()> {
    answer("ready 1.3.0 1 1.24.2")?;
    for line in io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<&str> = line.split_whitespace().collect();
        let reply = match words.as_slice() {
            ["run", name, count] => run(name, count),
            _ => Err(format!("not a request: {line}")),
        };
        answer(&reply.unwrap_or_else(|text| format!("error {text}")))?;
    }
    Ok(())
}

fn run(name: &str, count: &str) -> Result<String, String> {
    let count: u32 = count.parse().map_err(|_| format!("not a count: {count}"))?;
    let workload: fn() -> (Measured, u64) = match name {
        "yield/smol" => smol_tasks::yields,
        "spawn/smol" => smol_tasks::spawns,
        "cancel/smol" => smol_tasks::cancels,
        "timers/smol" => smol_tasks::timers,
        "yield/tokio" => tokio_tasks::yields,
        "spawn/tokio" => tokio_tasks::spawns,
        "cancel/tokio" => tokio_tasks::cancels,
        "timers/tokio" => tokio_tasks::timers,
        "many-spawn/tokio" => tokio_many::spawns,
        "many-batch/tokio" => tokio_many::batches,
        "many-yield/tokio" => tokio_many::yields,
        "many-ping-pong/tokio" => tokio_many::ping_pong,
        _ => return Err(format!("unknown workload: {name}")),
    };
    let mut all = Measured { wall: Duration::ZERO, cpu: Duration::ZERO };
    let mut check = 0;
    for _ in 0..count {
        let (measured, value) = workload();
        all.wall += measured.wall;
        all.cpu += measured.cpu;
        check = value;
    }
    Ok(format!("ok {} {} {check}", all.wall.as_nanos(), all.cpu.as_nanos()))
}

fn answer(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}
