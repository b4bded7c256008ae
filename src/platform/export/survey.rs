//! The first look at an export: which servers and channels it holds, and who wrote there. No words are read in it.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::path::PathBuf;

use jiff::Timestamp;

use super::Broken;
use super::format::{Head, Written};
use super::message::{is_post, posted_at};
use super::named::{Meant, Unclear, Wish, Writers, is_called};
use super::read::read;

/// What was found in the files.
#[derive(Debug, Default)]
pub struct Survey {
    /// Servers by id.
    pub servers: BTreeMap<String, Server>,
    /// Where the reading of a file ended too early.
    pub broken: Vec<Broken>,
}

/// One server.
#[derive(Debug, Default)]
pub struct Server {
    /// Its name.
    pub name: String,
    /// Its channels by id, threads counted to theirs.
    pub channels: BTreeMap<String, Seen>,
    /// Posts in it.
    pub posts: u64,
    /// Who wrote there.
    pub writers: Writers,
    /// When the first message was posted by somebody who may be meant.
    pub since: Option<Timestamp>,
    /// Messages that may be answered before they come, as in a file from the newest to the oldest: the account and the roles
    /// of who wrote them.
    pub(super) answered: HashMap<String, Option<(String, Vec<String>)>>,
}

/// What is known of a channel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// Its name.
    pub name: String,
    /// Whether it is one for announcements.
    pub news: bool,
    /// Posts in it.
    pub posts: u64,
    /// Of these, those of accounts that may be meant.
    pub meant: u64,
}

impl Seen {
    /// Whether it is a stage: one that was named; else one for announcements, or one where the brand does most of the talking.
    /// An export does not tell who may post where.
    #[must_use]
    pub fn is_stage(&self, id: &str, wish: &Wish) -> bool {
        if wish.stages.is_empty() {
            return self.news || (self.meant > 0 && 2 * self.meant >= self.posts);
        }
        wish.stages.iter().any(|typed| is_called(typed, '#', id, &self.name))
    }
}

/// Looks through the files; `passed` counts the bytes.
pub fn survey(files: &[PathBuf], wish: &Wish, passed: &dyn Fn(u64)) -> Survey {
    let mut survey = Survey::default();
    for path in files {
        let servers = &mut survey.servers;
        let mut first = None;
        let mut take = |head: &Head, written: Written| {
            let server = servers.entry(head.guild.id.clone()).or_default();
            server.note(head, &written, wish, &mut first);
            ControlFlow::Continue(())
        };
        if let Err(broken) = read(path, passed, &mut take) {
            survey.broken.push(broken);
        }
    }
    survey
}

impl Server {
    fn note(&mut self, head: &Head, written: &Written, wish: &Wish, first: &mut Option<u64>) {
        if !is_post(written) {
            return;
        }
        if self.name.is_empty() {
            self.name = head.guild.name.clone().unwrap_or_default();
        }
        self.posts += 1;
        let meant = self.writers.note(&written.writer, wish);
        let channel = self.channels.entry(head.channel().to_owned()).or_default();
        if channel.name.is_empty() || !head.is_thread() {
            channel.name = head.channel_name().to_owned();
        }
        channel.news |= head.is_news();
        // In threads members talk also where they cannot post.
        if !head.is_thread() {
            channel.posts += 1;
            channel.meant += u64::from(meant);
        }
        if meant && let Some(at) = posted_at(written) {
            self.since = Some(self.since.map_or(at, |since| since.min(at)));
        }
        let first = *first.get_or_insert_with(|| written.id.parse().unwrap_or(u64::MAX));
        if let Some(known) = self.answered.get_mut(&written.id) {
            let roles = written.writer.roles.iter().flatten().map(|role| role.id.clone());
            *known = Some((written.writer.id.clone(), roles.collect()));
        }
        // Of a file in the order of time, only what lies before it may still come.
        if wish.may_mean(meant)
            && let Some(answered) = written.answers()
            && answered.parse::<u64>().is_ok_and(|id| id < first)
        {
            self.answered.entry(answered.to_owned()).or_default();
        }
    }
}

impl Survey {
    /// The ids of the accounts and roles that are meant, by server.
    ///
    /// # Errors
    /// The names that stand for nobody in any server, or for several in one.
    pub fn meant(&self, wish: &Wish) -> Result<BTreeMap<&str, Meant>, Vec<Unclear>> {
        let mut meant = BTreeMap::new();
        let mut unclear: Vec<Vec<Unclear>> = Vec::new();
        for (id, server) in &self.servers {
            let (ids, open) = server.writers.meant(wish);
            meant.insert(id.as_str(), ids);
            unclear.push(open);
        }
        let nowhere = |one: &Unclear| unclear.iter().all(|open| open.contains(one));
        let mut wrong: Vec<Unclear> = Vec::new();
        for one in unclear.iter().flatten() {
            if (matches!(one, Unclear::Several(..)) || nowhere(one)) && !wrong.contains(one) {
                wrong.push(one.clone());
            }
        }
        let channels = || self.servers.values().flat_map(|server| &server.channels);
        for typed in &wish.stages {
            if !channels().any(|(id, seen)| is_called(typed, '#', id, &seen.name)) {
                wrong.push(Unclear::NoChannel(typed.clone()));
            }
        }
        if wrong.is_empty() { Ok(meant) } else { Err(wrong) }
    }
}
