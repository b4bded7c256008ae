//! How fast it is: the engine on one core, `score --jsonl` as a whole process, the live path into SQLite. Prints medians.
//! `cargo bench` takes a few minutes; a word behind `--` runs only the parts whose name holds it.
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock, the program does not")]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark stops where something fails, and prints")]

use std::hint::black_box;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use aho_corasick::automaton::Automaton as _;
use jiff::{SignedDuration, Timestamp};
use punktum::domain::{
    AccountId, Author, ChannelId, CommunityId, Event, Kind, Lang, Message, MessageId, Origin, Roster, Sender,
    SenderKind, Words,
};
use punktum::engine::markup::Markup;
use punktum::engine::text::Text;
use punktum::engine::{Engine, Hints, Rules};
use punktum::store::{Channel, Store};
use punktum::watch::{Key, Watch};

/// Each figure is the median of so many rounds.
const ROUNDS: usize = 7;
/// A round of the engine goes so often over all texts.
const PASSES: usize = 20;
/// Lines for the whole process.
const LINES: usize = 100_000;
/// Messages of one round of the live path, and the communities they come from: each is served in order, all at once.
const LIVE: usize = 4_000;
const COMMUNITIES: usize = 8;

/// A text and its language.
type Labelled = (Lang, String);

/// A name to ask for it, and what measures it.
type Part = (&'static str, fn(&[Labelled]));

fn main() {
    // Cargo adds options of its own; only words choose.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let parts: [Part; 4] = [("engine", engine), ("megabyte", megabyte), ("process", process), ("live", live)];
    let (source, texts) = texts();
    let bytes: usize = texts.iter().map(|(_, text)| text.len()).sum();
    println!("{} texts of {source}, {} bytes on average; medians of {ROUNDS} rounds", texts.len(), bytes / texts.len());
    for (name, part) in parts {
        if wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str())) {
            part(&texts);
        }
    }
}

/// The gold texts; our own corpus where they are absent.
fn texts() -> (&'static str, Vec<Labelled>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let gold = std::fs::read_to_string(root.join("../shared/data/gold.jsonl"));
    let (source, lines) = match gold {
        Ok(lines) => ("the gold set", lines),
        Err(_) => (
            "the corpus",
            ["de", "en"].map(|l| std::fs::read_to_string(root.join(format!("corpus/{l}.jsonl"))).unwrap()).concat(),
        ),
    };
    let read = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        (Lang::from_code(row["lang"].as_str().unwrap()).unwrap(), row["text"].as_str().unwrap().to_owned())
    };
    (source, lines.lines().filter(|line| !line.trim().is_empty()).map(read).collect())
}

/// Messages a second on one core, and how far that is from the least that looks at every byte.
fn engine(texts: &[Labelled]) {
    let engine = Engine::default();
    let rules = Rules::default();
    let hints = Hints { lang: None, home: Lang::En, reply: false, markup: Markup::Discord, rules: &rules };
    let folded: Vec<(Lang, String)> =
        texts.iter().map(|(lang, text)| (*lang, Text::read(text, hints.markup).folded.text)).collect();
    let over = |one: &dyn Fn(usize)| {
        median(|| {
            for _ in 0..PASSES {
                (0..texts.len()).for_each(one);
            }
        })
    };
    let review = over(&|i| {
        black_box(engine.review(&texts[i].1, &hints));
    });
    let assess = over(&|i| {
        black_box(engine.assess(&texts[i].1, &hints));
    });
    let bare = over(&|i| {
        let (lang, text) = &folded[i];
        black_box(engine.lexicon(*lang).automaton().try_find_overlapping_iter(text.into()).unwrap().count());
    });
    let n = PASSES * texts.len();
    println!("engine, review (with the shortened text)  {:>9} messages/s", rate(n, review));
    println!("engine, assess                            {:>9} messages/s", rate(n, assess));
    println!("one bare pass of the same patterns        {:>9} messages/s", rate(n, bare));
    let ratio = |part: Duration| part.as_secs_f64() / bare.as_secs_f64();
    println!(
        "ratio to the bare pass                    {:>9.1} (review), {:.1} (assess)",
        ratio(review),
        ratio(assess)
    );
}

/// Linear time: one message of a megabyte, and a tenth of it.
fn megabyte(texts: &[Labelled]) {
    let engine = Engine::default();
    let rules = Rules::default();
    let hints = Hints { lang: Some(Lang::En), home: Lang::En, reply: false, markup: Markup::Discord, rules: &rules };
    let english: String =
        texts.iter().filter(|(lang, _)| *lang == Lang::En).map(|(_, text)| format!("{text}\n")).collect();
    let of = |bytes: usize| {
        let mut text = english.repeat(bytes / english.len() + 1);
        text.truncate(text.floor_char_boundary(bytes));
        median(|| {
            black_box(engine.review(&text, &hints));
        })
    };
    let (small, large) = (of(100_000), of(1_000_000));
    println!("a message of 1 MB                         {:>9.3} s", large.as_secs_f64());
    println!("  ten times the time of 100 kB is 1.0     {:>9.2}", large.as_secs_f64() / (10.0 * small.as_secs_f64()));
}

/// `punktum score --jsonl` from start to exit.
fn process(texts: &[Labelled]) {
    let line = |i: usize| serde_json::json!({ "id": i, "text": texts[i % texts.len()].1 }).to_string() + "\n";
    let input: String = (0..LINES).map(line).collect();
    let mut peak = 0;
    let took = median(|| peak = peak.max(score(&input)));
    println!("score --jsonl, {LINES} lines             {:>9} messages/s", rate(LINES, took));
    println!("  peak memory                             {:>9} kB", peak);
}

/// Runs the process once; answers its peak resident memory in kB, where the system tells.
fn score(input: &str) -> u64 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_punktum"));
    let mut child = command.args(["score", "--jsonl"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut to, from) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    let status = format!("/proc/{}/status", child.id());
    let peak = std::thread::scope(|scope| {
        let writer = scope.spawn(move || {
            to.write_all(input.as_bytes()).unwrap();
            // Nearly all is read by now, and while its input is open the process does not end.
            let status = std::fs::read_to_string(status).unwrap_or_default();
            let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
            line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
        });
        assert_eq!(from.split(b'\n').count(), LINES, "one answer a line");
        writer.join().unwrap()
    });
    assert!(child.wait().unwrap().success());
    peak
}

/// Official messages a second through the whole pipeline, one transaction each, into SQLite on disk.
fn live(texts: &[Labelled]) {
    // Not in the system's temporary folder, which may be memory.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let folder = tempfile::tempdir_in(target).unwrap();
        rounds.push(runtime.block_on(handle_all(folder.path(), texts)));
    }
    rounds.sort();
    println!("live path into SQLite on disk             {:>9} messages/s", rate(LIVE, rounds[ROUNDS / 2]));
}

async fn handle_all(folder: &Path, texts: &[Labelled]) -> Duration {
    let start: Timestamp = "2026-03-02T08:00:00Z".parse().unwrap();
    let sender = |name: &str| Sender { kind: SenderKind::Account, id: name.to_owned(), owner: None, machine: false };
    let names = ["ada", "ben", "eva"];
    let roster = Roster::new(names.map(sender).into());
    let store = Store::open(folder.join("punktum.db").to_str().unwrap()).await.unwrap();
    let mut tx = store.write().await.unwrap();
    let communities: Vec<CommunityId> = (0..COMMUNITIES).map(|n| CommunityId(format!("bench-{n}"))).collect();
    for community in &communities {
        tx.join(community, "bench", start).await.unwrap();
        tx.put_channel(community, &Channel { id: "news".into(), name: "news".into(), stage: true }).await.unwrap();
        // No worker delivers here, and nudges that stay open for months are no community's life.
        tx.put_setting(community, "", "nudging", Some("\"observe\"")).await.unwrap();
        for name in names {
            tx.enrol(community, &sender(name)).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
    let watch = Watch::new(store.clone(), Arc::new(Engine::default()), Key::new(b"a key for benchmarks"));
    let event = |community: &CommunityId, n: usize| {
        let at = start + SignedDuration::from_mins(30 * n as i64);
        let account = AccountId::from(names[n % names.len()]);
        let author = Author::person(account.clone());
        let message = Message {
            badge: roster.badge(&author).unwrap(),
            id: MessageId(format!("{n:09}")),
            channel: ChannelId::from("news"),
            place: None,
            account,
            posted_at: at,
            edited_at: None,
            // A number makes each its own: nobody says the same every week.
            words: Words(format!("{} {n}", texts[n % texts.len()].1)),
            answers_member: false,
            calls_all: false,
        };
        Event { community: community.clone(), origin: Origin::Live, at, seen: None, kind: Kind::Message(message) }
    };
    let days: Vec<Vec<Event>> =
        communities.iter().map(|id| (0..LIVE / COMMUNITIES).map(|n| event(id, n)).collect()).collect();
    let began = Instant::now();
    let tasks: Vec<_> = days
        .into_iter()
        .map(|events| {
            let watch = watch.clone();
            tokio::spawn(async move {
                for event in events {
                    watch.handle(event).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let took = began.elapsed();
    store.close().await;
    took
}

/// The median time of several rounds, after one that does not count.
fn median(mut round: impl FnMut()) -> Duration {
    round();
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let began = Instant::now();
            round();
            began.elapsed()
        })
        .collect();
    times.sort();
    times[ROUNDS / 2]
}

fn rate(messages: usize, took: Duration) -> u64 {
    (messages as f64 / took.as_secs_f64()) as u64
}
