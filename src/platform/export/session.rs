//! A replay: the messages of the files go through the one pipeline as history, on their own clock, page by page.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use tokio::sync::mpsc;

use crate::domain::{CommunityId, Event, Kind, Lang, MessageId, Origin, Roster, Sender, SenderKind};
use crate::store::{Channel, Result, Tx};
use crate::watch::Watch;

use super::Broken;
use super::message::{Post, official, posts};
use super::named::{Meant, Wish};
use super::survey::{Server, Survey};

/// So many messages are one transaction.
const PAGE: usize = 500;
/// A page with so many bytes of words is full.
const PAGE_BYTES: usize = 1 << 20;
/// A brand's name has at most so many characters.
const BRAND: usize = 60;
/// So many pages are read ahead of the one that is being stored.
const PAGES: usize = 2;

/// What came of a replay.
#[derive(Debug, Default)]
pub struct Replayed {
    /// Official messages by server.
    pub official: BTreeMap<String, u64>,
    /// Where the reading of a file ended too early.
    pub broken: Vec<Broken>,
    /// Roles that made too many people official, by server.
    pub fused: BTreeSet<(String, String)>,
}

/// Official messages of one server.
struct Page {
    server: String,
    posts: Vec<Post>,
}

/// Makes a server known with its channels and senders; what is known of it already stays.
///
/// # Errors
/// When the store fails.
pub async fn found(watch: &Watch, (id, server): (&str, &Server), meant: &Meant, wish: &Wish, lang: Lang) -> Result<()> {
    let community = CommunityId::from(id);
    let mut turn = watch.change(&community).await?;
    let tx = &mut turn.tx;
    let known = tx.community(&community).await?;
    if known.is_none() {
        tx.join(&community, "export", server.since.unwrap_or(Timestamp::UNIX_EPOCH)).await?;
        let brand: String = server.name.chars().take(BRAND).collect();
        let brand = serde_json::Value::from(brand).to_string();
        tx.put_setting(&community, "", "brand", Some(&brand)).await?;
        tx.put_setting(&community, "", "language", Some(&format!("\"{}\"", lang.code()))).await?;
    }
    // Of a server that the bot is in, it knows more than an export tells.
    let live = known.is_some_and(|known| known.platform != "export");
    let there: HashSet<_> = tx.channels(&community).await?.into_iter().map(|channel| channel.id).collect();
    for (id, seen) in &server.channels {
        let channel = Channel { id: id.as_str().into(), name: seen.name.clone(), stage: seen.is_stage(id, wish) };
        if !(live && there.contains(&channel.id)) {
            tx.put_channel(&community, &channel).await?;
        }
    }
    for id in &meant.accounts {
        // A bot that is named speaks for people; of all bots together nobody knows.
        let machine = wish.all && server.writers.accounts.get(id).is_some_and(|known| known.bot);
        enrol(tx, &community, SenderKind::Account, id, machine).await?;
    }
    for id in &meant.roles {
        enrol(tx, &community, SenderKind::Role, id, false).await?;
    }
    turn.commit().await
}

async fn enrol(tx: &mut Tx, community: &CommunityId, kind: SenderKind, id: &str, machine: bool) -> Result<()> {
    tx.enrol(community, &Sender { kind, id: id.to_owned(), owner: None, machine }).await?;
    Ok(())
}

/// Replays the files. `passed` counts the bytes.
///
/// # Errors
/// When the store fails; what was stored before stands.
pub async fn replay(
    watch: &Watch,
    files: Vec<PathBuf>,
    survey: &Survey,
    wish: &Wish,
    passed: impl Fn(u64) + Send + 'static,
) -> Result<Replayed> {
    let mut rosters = BTreeMap::new();
    for id in survey.servers.keys() {
        let house = watch.house(&CommunityId::from(id.as_str())).await?;
        rosters.insert(id.clone(), house.roster.clone());
    }
    let (pages, mut taken) = mpsc::channel(PAGES);
    let known = rosters.clone();
    let reading = tokio::task::spawn_blocking(move || read_all(&files, &known, &passed, &pages));
    let mut replayed = Replayed::default();
    let mut failed = None;
    while let Some(page) = taken.recv().await {
        let roster = rosters.get(&page.server);
        let told = Told { watch, survey, wish, roster };
        if let Err(failure) = told.take(page, &mut replayed).await {
            failed = Some(failure);
            break;
        }
    }
    // Whoever reads finds nobody who takes the next page, and ends.
    drop(taken);
    // It was never called off: what failed there is a fault of the program, and stays one.
    replayed.broken = reading.await.unwrap_or_else(|failure| std::panic::resume_unwind(failure.into_panic()));
    if let Some(failure) = failed {
        return Err(failure);
    }
    for id in survey.servers.keys() {
        watch.fold_past(&CommunityId::from(id.as_str())).await?;
    }
    Ok(replayed)
}

/// Reads all files to their ends, or to where they are broken; on a thread of its own.
fn read_all(
    files: &[PathBuf],
    rosters: &BTreeMap<String, Roster>,
    passed: &dyn Fn(u64),
    pages: &mpsc::Sender<Page>,
) -> Vec<Broken> {
    let mut broken = Vec::new();
    for path in files {
        let mut page = Page { server: String::new(), posts: Vec::new() };
        if let Err(fault) = read_one(path, rosters, passed, pages, &mut page) {
            broken.push(fault);
        }
        if !page.posts.is_empty() && pages.blocking_send(page).is_err() {
            break;
        }
    }
    broken
}

fn read_one(
    path: &Path,
    rosters: &BTreeMap<String, Roster>,
    passed: &dyn Fn(u64),
    pages: &mpsc::Sender<Page>,
    page: &mut Page,
) -> std::result::Result<(), Broken> {
    let mut bytes = 0;
    posts(path, rosters, passed, &mut |server, post| {
        bytes += post.message.words.0.len();
        page.server.clear();
        page.server.push_str(server);
        page.posts.push(post);
        if page.posts.len() < PAGE && bytes < PAGE_BYTES {
            return ControlFlow::Continue(());
        }
        bytes = 0;
        let full = Page { server: page.server.clone(), posts: std::mem::take(&mut page.posts) };
        match pages.blocking_send(full) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    })
}

/// Where pages are taken in.
struct Told<'a> {
    watch: &'a Watch,
    survey: &'a Survey,
    wish: &'a Wish,
    roster: Option<&'a Roster>,
}

impl Told<'_> {
    async fn take(&self, page: Page, replayed: &mut Replayed) -> Result<()> {
        let community = CommunityId::from(page.server.as_str());
        *replayed.official.entry(page.server.clone()).or_default() += page.posts.len() as u64;
        let mut events = self.events(&community, page.posts).await?;
        // What a role made official before it turned out to be the members' is let go.
        let gone = |role: &str| replayed.fused.contains(&(page.server.clone(), role.to_owned()));
        events.retain(|event| !event.message().and_then(|message| message.badge.role()).is_some_and(gone));
        let fused = self.watch.handle_page(&community, &events).await?;
        replayed.fused.extend(fused.into_iter().map(|role| (page.server.clone(), role)));
        Ok(())
    }

    /// The events of a page; of an answer it is found out whether it answers a member.
    async fn events(&self, community: &CommunityId, posts: Vec<Post>) -> Result<Vec<Event>> {
        let here: HashSet<String> = posts.iter().map(|post| post.message.id.0.clone()).collect();
        let mut events = Vec::with_capacity(posts.len());
        let mut tx = self.watch.store().read().await?;
        for Post { mut message, answers } in posts {
            if let Some(answered) = answers.filter(|_| !self.wish.all) {
                let known = here.contains(&answered)
                    || self.is_known(community, &answered)
                    || tx.message(community, &MessageId(answered)).await?.is_some();
                message.answers_member = !known;
            }
            let at = message.posted_at;
            events.push(Event {
                community: community.clone(),
                origin: Origin::History,
                at,
                seen: None,
                kind: Kind::Message(message),
            });
        }
        Ok(events)
    }

    /// Whether a message that comes later is official.
    fn is_known(&self, community: &CommunityId, answered: &str) -> bool {
        let server = self.survey.servers.get(community.as_str());
        let writer = server.and_then(|server| server.answered.get(answered)).and_then(Option::as_ref);
        writer.zip(self.roster).is_some_and(|((id, roles), roster)| official(id, roles.clone(), roster).is_some())
    }
}
