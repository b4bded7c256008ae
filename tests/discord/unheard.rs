//! What could not be heard to its end: Discord does not tell all at once, or the store fails.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use punktum::domain::MessageId;
use punktum::store::{OutboxRow, Store};
use serde_json::json;

use crate::model::{Channel, Say, What};
use crate::program::{equipped, program};
use crate::wire::TOKEN;
use crate::words::good;
use crate::world::{ANN, GUILD, NEWS, STAFF, World, community};

const MESSAGE: &str = "GET /channels/{channel_id}/messages/{message_id}";

#[tokio::test]
async fn words_that_discord_does_not_tell_now_are_read_later() {
    let world = World::new().await;
    for (n, what) in [What::Fails(503), What::Slow(3_000), What::DropUnread].into_iter().enumerate() {
        world.model.fails(MESSAGE, what, 1);
        let text = json!([{ "type": 17, "components": [{ "type": 10, "content": good(n as u32) }] }]);
        let unread = world.model.says(ANN, NEWS, Say { flags: 1 << 15, components: text, ..Say::default() });
        let next = world.model.says(ANN, NEWS, good(n as u32 + 20).as_str().into());
        world.caught_up().await;
        assert_eq!((world.judged(unread).await, world.cursor(NEWS).await), (Some((3, "yes")), Some(next)), "{what:?}");
    }
    world.done().await;
}

#[tokio::test]
async fn an_edit_whose_words_are_not_told_now_is_read_later() {
    let mut world = World::new().await;
    let text = |n| json!([{ "type": 17, "components": [{ "type": 10, "content": n }] }]);
    let edited =
        world.post(ANN, NEWS, Say { flags: 1 << 15, components: text("Stay tuned!".into()), ..Say::default() }).await;
    for n in 0..120 {
        world.model.says(crate::world::TOM, NEWS, "lol".into());
        world.say(ANN, &good(n + 2)).await;
    }
    world.model.state().messages.get_mut(&edited).unwrap().components = text(good(500));
    world.model.fails(MESSAGE, What::Fails(500), 1);
    world.model.edits(edited, "");
    world.caught_up().await;
    assert_eq!(world.judged(edited).await, Some((3, "yes")));
    world.done().await;
}

#[tokio::test]
async fn a_thread_that_discord_does_not_name_now_still_counts_to_its_channel() {
    let world = World::new().await;
    let thread = Channel { id: 1090, kind: 10, guild: Some(GUILD), parent: Some(NEWS), ..Channel::default() };
    world.model.state().channels.insert(thread.id, thread.clone());
    world.model.fails("GET /channels/{channel_id}", What::Fails(503), 1);
    let said = world.model.says(ANN, thread.id, good(1).as_str().into());
    world.caught_up().await;
    assert_eq!((world.judged(said).await, world.channel_of(said).await), (Some((3, "yes")), NEWS.to_string()));
    assert_eq!(world.cursor(thread.id).await, Some(said));
    world.done().await;
}

/// A server where everything is set, by the machine's clock; nobody listens.
async fn stopped() -> World {
    let mut world = World::after(|model| model.state().now = Timestamp::now() - SignedDuration::from_mins(5)).await;
    world.stop().await;
    world.model.state().now = Timestamp::now();
    world
}

/// Waits until the program is there and has read what it missed: only then a cursor moves over what it hears.
async fn connected(world: &World, store: &Store) {
    world.until("a connection", |world| world.model.is_connected()).await;
    let said = world.model.says(ANN, NEWS, "Stay tuned!".into()).to_string();
    let begun = Instant::now();
    while store.read().await.unwrap().position(&community(), &NEWS.to_string()).await.unwrap().as_ref() != Some(&said) {
        assert!(begun.elapsed() < Duration::from_secs(20), "it does not catch up");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn store(world: &World) -> Store {
    Store::open(&format!("sqlite:{}", world.folder().join("punktum.db").display())).await.unwrap()
}

/// Whether a message is stored within so many seconds.
async fn is_stored(store: &Store, message: u64, within: u64) -> bool {
    let begun = Instant::now();
    while begun.elapsed().as_secs() < within {
        let mut tx = store.read().await.unwrap();
        if tx.message(&community(), &MessageId(message.to_string())).await.unwrap().is_some() {
            return true;
        }
        drop(tx);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    false
}

/// The program while it runs; it does not outlive its test.
struct Child(std::process::Child);

impl Child {
    fn start(mut command: Command) -> Self {
        Self(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
    }

    /// Ends it as a service manager does; it may take ten seconds.
    async fn ends(mut self) {
        let told = Command::new("kill").args(["-TERM", &self.0.id().to_string()]).status().unwrap();
        assert!(told.success());
        let begun = Instant::now();
        while self.0.try_wait().unwrap().is_none() {
            assert!(begun.elapsed() < Duration::from_secs(10), "it does not end");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert!(self.0.wait().unwrap().success());
    }

    /// From now on it may not write a file, or may again.
    #[cfg(target_os = "linux")]
    fn fill(&self, full: bool) {
        let limit = if full { "--fsize=1:" } else { "--fsize=unlimited:" };
        let done = Command::new("prlimit").args(["--pid", &self.0.id().to_string(), limit]).status().unwrap();
        assert!(done.success());
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_overdue_keeps_nothing_from_being_heard_nor_the_program_from_ending() {
    let world = stopped().await;
    let store = store(&world).await;
    let mut tx = store.write().await.unwrap();
    let arguments = json!({ "heuristic": "vague", "unfit": 3, "all": 3 });
    let row =
        OutboxRow::new(&community(), "muted:1", "muted", arguments, &format!("channel:{STAFF}"), Timestamp::now());
    tx.queue(&row).await.unwrap();
    tx.commit().await.unwrap();
    world.model.fails("POST /channels/{channel_id}/messages", What::Slow(25_000), 1);
    let child = Child::start(program(world.folder(), &world.wire, TOKEN));
    world.until("a slow post", |world| world.model.state().faults.iter().all(|fault| fault.times == 0)).await;
    connected(&world, &store).await;
    let said = world.model.says(ANN, NEWS, good(1).as_str().into());
    assert!(is_stored(&store, said, 10).await);
    child.ends().await;
    store.close().await;
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_delays_what_is_heard_and_loses_nothing() {
    let world = stopped().await;
    let store = store(&world).await;
    // What exceeds the limit fails instead of ending the program, as on a full disk.
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", "trap '' XFSZ; exec \"$0\"", env!("CARGO_BIN_EXE_punktum")]);
    let child = Child::start(equipped(shell, world.folder(), &world.wire, TOKEN));
    connected(&world, &store).await;
    child.fill(true);
    let first = world.model.says(ANN, NEWS, good(1).as_str().into());
    assert!(!is_stored(&store, first, 5).await, "the disk is not full");
    child.fill(false);
    assert!(is_stored(&store, first, 15).await);
    child.fill(true);
    let second = world.model.says(ANN, NEWS, good(2).as_str().into());
    assert!(!is_stored(&store, second, 1).await);
    child.ends().await;
    world.model.state().gateway.hang_up();
    let child = Child::start(program(world.folder(), &world.wire, TOKEN));
    assert!(is_stored(&store, second, 15).await);
    child.ends().await;
    store.close().await;
}
