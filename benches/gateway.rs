//! What the bot costs on top of its connection: a flood of members' messages over the gateway, taken by the bot and by a
//! handler that only counts; and the memory of the program while nothing happens.
//! `cargo bench --bench gateway` takes a minute or two; a word behind `--` runs only the parts whose name holds it.
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock, the program does not")]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark stops where something fails, and prints")]
#![recursion_limit = "256"]

#[path = "gateway/flood.rs"]
mod flood;
#[path = "gateway/memory.rs"]
mod memory;
#[allow(dead_code, unused_imports)]
#[path = "../tests/discord/model/mod.rs"]
mod model;
#[allow(dead_code)]
#[path = "../tests/discord/scene.rs"]
mod scene;
#[path = "gateway/takers.rs"]
mod takers;
#[allow(dead_code)]
#[path = "../tests/discord/wire/mod.rs"]
mod wire;

use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Runtime;

use flood::Flood;
use model::Model;
use wire::Wire;

/// Each figure is the median of so many rounds.
const ROUNDS: usize = 3;

fn main() {
    // Cargo adds options of its own; only words choose.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let parts: [(&str, fn()); 2] = [("throughput", throughput), ("memory", memory::measure)];
    for (name, part) in parts {
        if wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str())) {
            part();
        }
    }
}

/// The bot against a bare handler, round by round: what else the machine does meets both.
fn throughput() {
    let skin = runtime(1);
    let flood = Arc::new(Flood::new());
    let rate = |took: Duration| (f64::from(flood::EVENTS) / took.as_secs_f64()) as u64;
    let round = |taker: fn(&Arc<Model>, &Wire, &flood::Pump) -> Duration| {
        let model = Arc::new(Model::default());
        scene::furnish(&model);
        let wire = skin.block_on(Wire::open(&model));
        let pump = skin.block_on(flood.open(&model));
        rate(taker(&model, &wire, &pump))
    };
    println!("{} messages, {} of them official; medians of {ROUNDS} rounds", flood::EVENTS, flood::OFFICIAL);
    println!("the skin into a client that reads nothing {:>9} events/s", round(takers::drain));
    let (mut bare, mut bot) = (Vec::new(), Vec::new());
    for n in 1..=ROUNDS {
        bare.push(round(takers::count));
        bot.push(round(takers::listen));
        println!("  round {n}: bare, bot                      {:>9} {:>9}", bare[n - 1], bot[n - 1]);
    }
    let (bare, bot) = (median(bare), median(bot));
    println!("a bare handler                            {bare:>9} events/s");
    println!("the bot, into SQLite on disk              {bot:>9} events/s");
    println!("  of the bare handler's (target 80)       {:>9.1} %", 100.0 * bot as f64 / bare as f64);
}

fn median(mut rates: Vec<u64>) -> u64 {
    rates.sort_unstable();
    rates[rates.len() / 2]
}

fn runtime(threads: usize) -> Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build().unwrap()
}
