//! No word of a member is kept, logged or sent anywhere.

use std::fs::File;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use punktum::domain::MessageId;
use punktum::store::Store;

use crate::model::{Model, Say};
use crate::program::program;
use crate::wire::TOKEN;
use crate::words::good;
use crate::world::{ANN, FORUM, NEWS, TALK, TOM, World, community};

const CANARY: &str = "zitronenfalter";
/// So much the members say.
const FLOOD: u32 = 20_000;

/// What a member says.
fn words(n: u32) -> String {
    format!("@everyone {CANARY} {n} says a member, stay tuned! https://{CANARY}.example")
}

/// Members say a lot, change and delete some of it, and are answered now and then; the last official post.
fn flood(model: &Model, rounds: u32, of: u32) -> u64 {
    let thread = model.opens_thread(FORUM, &format!("A thread on {CANARY}"), 11);
    let mut last = 0;
    for n in 0..rounds {
        let place = [NEWS, TALK, thread][n as usize % 3];
        model.floods(TOM, place, &words(n), of - 2);
        let [edited, gone] = [n, n + 1].map(|n| model.says(TOM, place, words(n).as_str().into()));
        model.edits(edited, &words(n + 1));
        model.deletes(&[gone]);
        last = model.says(ANN, place, Say { reference: Some((0, edited)), ..good(n).as_str().into() });
    }
    last
}

fn start(world: &World, log: &File) -> Child {
    let mut command = program(world.folder(), &world.wire, TOKEN);
    command.env("PUNKTUM_LOG", "trace").env("TMPDIR", world.folder());
    command.stdout(log.try_clone().unwrap()).stderr(log.try_clone().unwrap()).stdin(Stdio::null()).spawn().unwrap()
}

/// Its own store each time: reading the database's files as files takes SQLite's locks away from who has them open.
async fn until_stored(world: &World, id: u64) {
    let store = Store::open(&format!("sqlite:{}", world.folder().join("punktum.db").display())).await.unwrap();
    let begun = Instant::now();
    let id = MessageId(id.to_string());
    while store.read().await.unwrap().message(&community(), &id).await.unwrap().is_none() {
        assert!(begun.elapsed() < Duration::from_secs(30), "it is not stored");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    store.close().await;
}

/// The files of a folder that hold the canary.
fn betrayed(folder: &Path) -> Vec<String> {
    let all = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let holds = |path: &Path| {
        let bytes = std::fs::read(path).unwrap();
        bytes.windows(CANARY.len()).any(|window| window.eq_ignore_ascii_case(CANARY.as_bytes()))
    };
    all.filter(|path| holds(path)).map(|path| path.display().to_string()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_of_members_leaves_no_word_in_database_logs_or_requests() {
    let mut world = World::new().await;
    world.post(ANN, TALK, "Stay tuned!".into()).await;
    world.stop().await;
    world.model.state().canary = Some(CANARY);
    world.model.state().users.get_mut(&TOM).unwrap().name = CANARY.to_owned();
    let log = world.folder().join("log");
    let file = File::create(&log).unwrap();
    let mut child = start(&world, &file);
    world.until("it connects", |world| world.model.is_connected()).await;
    let last = flood(&world.model, 50, FLOOD / 50);
    until_stored(&world, last).await;
    let files: Vec<_> = std::fs::read_dir(world.folder()).unwrap().map(|f| f.unwrap().file_name()).collect();
    assert!(files.iter().any(|name| name == "punktum.db-wal"), "{files:?}");
    assert_eq!(betrayed(world.folder()), [""; 0], "while it runs");
    child.kill().unwrap();
    child.wait().unwrap();
    world.model.state().gateway.hang_up();
    // The rest is said while nobody listens, and read after the fact.
    flood(&world.model, 100, 3);
    let last = world.model.says(ANN, NEWS, good(1).as_str().into());
    let mut child = start(&world, &file);
    until_stored(&world, last).await;
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(betrayed(world.folder()), [""; 0], "in the end");
    let said = std::fs::read_to_string(&log).unwrap();
    assert!(said.contains("TRACE") || said.contains("DEBUG"), "the log is empty");
    let wrong = std::mem::take(&mut world.model.state().wrong);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
