//! 1,000 bodies, 10 ticks, every pair. Each body's sum runs in index order, so every split gives the same bits.

use crate::split_mix::SplitMix64;

const BODIES: usize = 1_000;
const TICKS: usize = 10;
const GRAIN: usize = 16;
const TIME_STEP: f64 = 0.01;
const SOFTENING: f64 = 0.05;

#[derive(Clone, Copy, Default)]
struct Body {
    position: [f64; 3],
    velocity: [f64; 3],
    mass: f64,
}

pub fn sequential() -> u64 {
    simulate(|now, next| advance(now, 0, next))
}

pub fn join() -> u64 {
    simulate(|now, next| advance_join(now, 0, next))
}

fn simulate(tick: impl Fn(&[Body], &mut [Body])) -> u64 {
    let mut now = start();
    let mut next = now.clone();
    for _ in 0..TICKS {
        tick(&now, &mut next);
        std::mem::swap(&mut now, &mut next);
    }
    now.iter().fold(0, |hash, body| mix(hash, body.position))
}

fn advance_join(now: &[Body], first: usize, next: &mut [Body]) {
    if next.len() <= GRAIN {
        return advance(now, first, next);
    }
    let middle = next.len() / 2;
    let (left, right) = next.split_at_mut(middle);
    rayon::join(
        || advance_join(now, first, left),
        || advance_join(now, first + middle, right),
    );
}

fn advance(now: &[Body], first: usize, next: &mut [Body]) {
    for (body, next) in now[first..].iter().zip(next) {
        *next = step(now, body);
    }
}

fn step(all: &[Body], body: &Body) -> Body {
    let mut acceleration = [0.0; 3];
    for other in all {
        let x = other.position[0] - body.position[0];
        let y = other.position[1] - body.position[1];
        let z = other.position[2] - body.position[2];
        let squared = x * x + y * y + z * z + SOFTENING;
        let pull = other.mass / (squared * squared.sqrt());
        acceleration[0] += x * pull;
        acceleration[1] += y * pull;
        acceleration[2] += z * pull;
    }
    let mut next = *body;
    for axis in 0..3 {
        next.velocity[axis] += acceleration[axis] * TIME_STEP;
        next.position[axis] += next.velocity[axis] * TIME_STEP;
    }
    next
}

/// A cloud in the unit cube, from SplitMix64 with seed 42.
fn start() -> Vec<Body> {
    let mut random = SplitMix64::new(42);
    let mut next = || random.next_unit();
    (0..BODIES)
        .map(|_| Body {
            position: [next(), next(), next()],
            velocity: [0.0; 3],
            mass: 1.0 / BODIES as f64,
        })
        .collect()
}

/// FNV-1a over the bits, a word at a time.
fn mix(hash: u64, position: [f64; 3]) -> u64 {
    position.iter().fold(hash, |hash, axis| {
        (hash ^ axis.to_bits()).wrapping_mul(0x0000_0100_0000_01B3)
    })
}
