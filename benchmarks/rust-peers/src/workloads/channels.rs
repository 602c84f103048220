//! Crossbeam's channels, in the shapes of its own benchmarks (`crossbeam-channel/benchmarks`): sequential, one to one, many to one, many to
//! many, and selecting. Threads are started and joined inside the measured part, as there.

use super::Workload;
use crossbeam_channel::{bounded, unbounded, Receiver, Select, Sender};
use std::thread;

/// How many senders, and receivers where there are many.
const THREADS: u64 = 4;

const MANY: u64 = 1_000_000;
const FEW: u64 = 100_000;

/// The workload of a name such as `channels/100/mpsc`. The check value is the sum of all that was received.
pub fn create(name: &str) -> Option<Box<dyn Workload>> {
    let mut parts = name.strip_prefix("channels/")?.split('/');
    let (capacity, shape) = (Capacity::parse(parts.next()?)?, parts.next()?);
    let messages = capacity.messages();
    let shape: fn(Capacity, u64) -> u64 = match shape {
        "seq" => seq,
        "spsc" => |capacity, messages| fan_in(capacity, messages, 1),
        "mpsc" => |capacity, messages| fan_in(capacity, messages, THREADS),
        "mpmc" => mpmc,
        "select-rx" => select_rx,
        "select-both" => select_both,
        _ => return None,
    };
    Some(Box::new(move || shape(capacity, messages)))
}

#[derive(Clone, Copy)]
pub enum Capacity {
    Unbounded,
    /// As many as there are messages.
    All,
    Some(usize),
}

impl Capacity {
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "unbounded" => Capacity::Unbounded,
            "n" => Capacity::All,
            _ => Capacity::Some(name.parse().ok()?),
        })
    }

    fn messages(self) -> u64 {
        match self {
            Capacity::Some(0..=1) => FEW,
            _ => MANY,
        }
    }

    pub fn channel<T>(self) -> (Sender<T>, Receiver<T>) {
        match self {
            Capacity::Unbounded => unbounded(),
            Capacity::All => bounded(self.messages() as usize),
            Capacity::Some(capacity) => bounded(capacity),
        }
    }
}

fn seq(capacity: Capacity, messages: u64) -> u64 {
    let (sender, receiver) = capacity.channel();
    send(&sender, messages);
    receive(&receiver, messages)
}

fn fan_in(capacity: Capacity, messages: u64, senders: u64) -> u64 {
    let (sender, receiver) = capacity.channel();
    thread::scope(|scope| {
        for _ in 0..senders {
            scope.spawn(|| send(&sender, messages / senders));
        }
        receive(&receiver, messages)
    })
}

fn mpmc(capacity: Capacity, messages: u64) -> u64 {
    let (sender, receiver) = capacity.channel();
    let share = messages / THREADS;
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| send(&sender, share));
        }
        let receivers: Vec<_> = (0..THREADS)
            .map(|_| scope.spawn(|| receive(&receiver, share)))
            .collect();
        receivers.into_iter().map(|receiver| receiver.join().unwrap()).sum()
    })
}

/// A channel and a sender for each; one receiver that builds a new selection for every message.
fn select_rx(capacity: Capacity, messages: u64) -> u64 {
    let channels: Vec<_> = (0..THREADS).map(|_| capacity.channel()).collect();
    thread::scope(|scope| {
        for (sender, _) in &channels {
            scope.spawn(|| send(sender, messages / THREADS));
        }
        (0..messages).map(|_| select_receive(&channels)).sum()
    })
}

/// As many channels as senders and receivers; everyone selects among all of them for every message, which is a one.
fn select_both(capacity: Capacity, messages: u64) -> u64 {
    let channels: Vec<_> = (0..THREADS).map(|_| capacity.channel()).collect();
    let share = messages / THREADS;
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                for _ in 0..share {
                    let mut select = Select::new();
                    for (sender, _) in &channels {
                        select.send(sender);
                    }
                    let chosen = select.select();
                    let index = chosen.index();
                    chosen.send(&channels[index].0, 1).unwrap();
                }
            });
        }
        let receivers: Vec<_> = (0..THREADS)
            .map(|_| scope.spawn(|| (0..share).map(|_| select_receive(&channels)).sum::<u64>()))
            .collect();
        receivers.into_iter().map(|receiver| receiver.join().unwrap()).sum()
    })
}

fn select_receive(channels: &[(Sender<u64>, Receiver<u64>)]) -> u64 {
    let mut select = Select::new();
    for (_, receiver) in channels {
        select.recv(receiver);
    }
    let chosen = select.select();
    let index = chosen.index();
    chosen.recv(&channels[index].1).unwrap()
}

fn send(sender: &Sender<u64>, messages: u64) {
    for value in 0..messages {
        sender.send(value).unwrap();
    }
}

fn receive(receiver: &Receiver<u64>, messages: u64) -> u64 {
    (0..messages).map(|_| receiver.recv().unwrap()).sum()
}
