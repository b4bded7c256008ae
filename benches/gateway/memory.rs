//! The resident memory of the program while it is connected and nothing happens.

use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::model::{Channel, Guild, Model, Role};
use crate::runtime;
use crate::scene::furnish;
use crate::wire::{TOKEN, Wire};

/// A large bot is in so many servers, with so many channels each.
const GUILDS: u64 = 1_000;
const CHANNELS: u64 = 20;
/// Who does nothing for so long is idle.
const STILL: Duration = Duration::from_secs(4);
/// So long a start may take.
const PATIENCE: Duration = Duration::from_secs(180);

pub(crate) fn measure() {
    if resident(std::process::id()).is_none() {
        println!("resident memory: not measured, this system does not tell it (/proc)");
        return;
    }
    println!("resident, idle, one server (target 40)    {:>9.1} MiB", idle(furnish));
    let figure = idle(crowd);
    println!("resident, idle, {GUILDS} of {CHANNELS} channels      {figure:>9.1} MiB");
}

/// The program in an empty folder is started, comes to rest, and is ended.
fn idle(world: impl FnOnce(&Model)) -> f64 {
    let skin = runtime(1);
    let model = Arc::new(Model::default());
    world(&model);
    let wire = skin.block_on(Wire::open(&model));
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    std::fs::write(folder.path().join("token"), TOKEN).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_punktum"));
    let address = format!("http://{}", wire.plain);
    command.current_dir(folder.path()).env_clear().env("DISCORD_API_URL", address).env("DISCORD_TOKEN_FILE", "token");
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    rest(&mut child, &model);
    let kilobytes = resident(child.id()).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    kilobytes as f64 / 1024.0
}

/// Waits until the program has heard of every server and does nothing any more.
fn rest(child: &mut Child, model: &Model) {
    let begun = Instant::now();
    let (mut used, mut since) = (None, Instant::now());
    while since.elapsed() < STILL {
        assert!(child.try_wait().unwrap().is_none(), "it ended");
        assert!(begun.elapsed() < PATIENCE, "it does not come to rest");
        std::thread::sleep(Duration::from_millis(100));
        let told = {
            let state = model.state();
            state.gateway.sent > 1 && state.gateway.written > state.gateway.sent
        };
        let now = worked(child.id());
        // A shard looks twice a second whether there is something.
        if !told || used.is_none_or(|before| now > before + 2) {
            (used, since) = (Some(now), Instant::now());
        }
    }
}

/// Resident memory in kB, where the system tells.
fn resident(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.split_whitespace().next()?.parse().ok()
}

/// The processor time a process used, in ticks.
fn worked(process: u32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    // Its name, in brackets, may hold anything.
    let fields = stat.rsplit_once(')').unwrap().1.split_whitespace();
    fields.skip(11).take(2).map(|ticks| ticks.parse::<u64>().unwrap()).sum()
}

/// Many servers of one stage and many floors.
fn crowd(model: &Model) {
    furnish(model);
    let mut state = model.state();
    state.guilds.clear();
    state.channels.clear();
    for n in 0..GUILDS {
        let id = 1_000_000 + n * 1_000;
        let everyone = Role { name: "@everyone".into(), permissions: 1 << 10 | 1 << 11 };
        let (roles, name) = (BTreeMap::from([(id, everyone)]), format!("Server {n}"));
        state.guilds.insert(id, Guild { id, name, locale: "en-US".into(), roles, members: BTreeMap::new() });
        for c in 1..=CHANNELS {
            let (kind, quiet) = if c == 1 { (5, true) } else { (0, false) };
            let (name, guild) = (format!("channel-{c}"), Some(id));
            state.channels.insert(id + c, Channel { id: id + c, kind, name, guild, quiet, ..Channel::default() });
        }
    }
}
