//! What the official messages of a while were worth. Answers who asks, alone unless that person wants all to see it, and
//! names nobody unless `people` is `named`.

mod csv;
mod figures;
mod live;
mod message;
#[cfg(test)]
mod tests;
mod text;
mod whole;

use std::collections::{HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};

use crate::digest::chart::{self, Theme};
use crate::digest::picture::{self, Picture, WeekFigures};
use crate::digest::text::ENOUGH;
use crate::domain::{AccountId, ChannelId, MessageId, People, Subject, Week};
use crate::i18n::label;
use crate::platform::File;
use crate::store::{Channel, Nudge, Scope, Stored, Tx};
use crate::watch::House;

use self::figures::figures;
use self::live::Read;
use self::text::{About, Audit, Places};
use super::{Command, Desk, Error, Reply};

pub(super) use self::message::{block, message};
pub(super) use self::text::bare;
pub use self::whole::{Whole, whole};

/// Days an audit covers when nobody says how many.
const DAYS: i64 = 28;
/// Messages of accounts are known for so many days where `people` is `self`.
const KNOWN_DAYS: i64 = 34;
/// A picture has room for so many columns, a terminal for so many.
const COLUMNS: usize = 27;
const SIGNS: usize = 36;
/// Channels with fewer posting accounts have no figures of their own where `people` is `off`.
const MIN_ACCOUNTS: usize = 5;

pub(super) async fn community(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    look_back(desk, command, About::Community, None).await
}

pub(super) async fn channel(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    let typed = command.text("channel").unwrap_or_default();
    let house = desk.house().await?;
    let channel = known_channel(&house, typed);
    let channel = channel.ok_or_else(|| desk.mistake("audit-channel-unknown", &[("channel", typed.into())]))?;
    look_back(desk, command, About::Channel(channel.id.clone()), None).await
}

pub(super) async fn account(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    let typed = command.text("account").unwrap_or_default();
    let account = AccountId::from(typed.trim_start_matches(['<', '@', '!']).trim_end_matches('>'));
    let people = desk.house().await?.settings.people;
    if people == People::Off {
        return Err(desk.mistake("audit-account-off", &[]));
    }
    // A Matrix account begins with the @ that parsing takes away.
    let me = &desk.actor.account;
    let same = |id: &str| me.as_str() == id || me.as_str().strip_prefix('@') == Some(id);
    if ["me", "ich"].contains(&typed.to_lowercase().as_str()) || same(account.as_str()) {
        return look_back(desk, command, About::Own, Some(me.clone())).await;
    }
    if !desk.actor.admin {
        return Err(desk.mistake("audit-account-others", &[]));
    }
    if people != People::Named {
        return Err(desk.mistake("audit-account-unnamed", &[]));
    }
    let account = if account.as_str().contains(':') { AccountId(format!("@{account}")) } else { account };
    let name = desk.platform.name(desk.community, &account).await;
    look_back(desk, command, About::Account(name), Some(account)).await
}

/// A channel by its id, its link or its name.
pub(super) fn known_channel<'a>(house: &'a House, typed: &str) -> Option<&'a Channel> {
    let typed = typed.trim_start_matches(['<', '#']).trim_end_matches('>');
    let by_id = house.channels().find(|c| c.id.as_str() == typed);
    by_id.or_else(|| house.channels().find(|c| c.name.to_lowercase() == typed.to_lowercase()))
}

/// All that is known of the time asked for.
struct Found {
    messages: Vec<Stored>,
    before: Vec<Stored>,
    nudges: Vec<Nudge>,
    shown: Shown,
    /// What limits it, as sentences.
    remarks: Vec<String>,
}

async fn look_back(
    desk: &Desk<'_>,
    command: &Command,
    about: About,
    account: Option<AccountId>,
) -> Result<Reply, Error> {
    let house = desk.house().await?;
    let days = command.text("days").and_then(|days| days.parse().ok()).unwrap_or(DAYS);
    let length = SignedDuration::from_hours(24 * days);
    let (from, to) = (desk.now - length, desk.now + SignedDuration::from_millis(1));
    let channel = match &about {
        About::Channel(channel) => Some(channel),
        _ => None,
    };
    // Of a single account only what is stored is told.
    let read = match about {
        About::Community | About::Channel(_) => live::read(desk, &house, from, days, channel).await?,
        About::Own | About::Account(_) | About::Replay => Read::default(),
    };
    let mut tx = desk.watch.store().read().await?;
    let mut found = Found {
        remarks: read.remarks,
        messages: tx.messages_between(desk.community, (from, to), channel, account.as_ref()).await?,
        before: tx.messages_between(desk.community, (from - length, from), channel, account.as_ref()).await?,
        nudges: tx.nudges_between(desk.community, (from, to)).await?,
        shown: Shown::default(),
    };
    found.messages.splice(0..0, read.messages);
    found.messages.sort_by_key(|message| message.posted_at);
    let shown = Shown::read(&mut tx, desk, &house, &found, from - length).await?;
    drop(tx);
    found.shown = shown;
    answer(desk, command, &house, &about, account.as_ref(), (from, days), &found).await
}

async fn answer(
    desk: &Desk<'_>,
    command: &Command,
    house: &House,
    about: &About,
    account: Option<&AccountId>,
    (from, days): (Timestamp, i64),
    found: &Found,
) -> Result<Reply, Error> {
    let lang = desk.actor.lang;
    let one_channel = matches!(about, About::Channel(_));
    let visible = |m: &&Stored| !one_channel || found.shown.has(m, house);
    let messages: Vec<&Stored> = found.messages.iter().filter(visible).collect();
    let before: Vec<&Stored> = found.before.iter().filter(visible).collect();
    let nudges: Vec<&Nudge> = found.nudges.iter().filter(|n| concerns(n, about, account)).collect();
    let merged = found.messages.iter().any(|m| !found.shown.has(m, house));
    let merged = merged.then(|| desk.say("audit-merged", &[("n", MIN_ACCOUNTS.into())]));
    if let Some(merged) = merged.as_ref().filter(|_| one_channel && messages.is_empty()) {
        return Ok(merged.clone().into());
    }
    let mut figures = figures(&messages, &before, &nudges);
    if found.shown.only.is_some() {
        let own: Vec<&Stored> = messages.iter().filter(|m| found.shown.has(m, house)).copied().collect();
        figures.channels = figures::figures(&own, &[], &[]).channels;
        // A part of a week may hold the posts of one account alone.
        figures.channels.retain(|(_, share)| share.1 >= ENOUGH);
    }
    let named = house.settings.people == People::Named;
    let forgotten = account.is_some() && !named && days > KNOWN_DAYS;
    let mut remarks = found.remarks.clone();
    remarks.extend(merged);
    remarks.extend(forgotten.then(|| desk.say("audit-forgotten", &[("days", KNOWN_DAYS.into())])));
    let png = file_name(command.text("png"), "png");
    let enough = figures.share().1 >= ENOUGH;
    remarks.extend((png.is_some() && !enough).then(|| desk.say("audit-no-picture", &[("n", ENOUGH.into())])));
    let day = |at: Timestamp| house.zone.to_datetime(at).date();
    let period = (day(from), day(desk.now));
    let audit = Audit { lang, about, days, period, figures: &figures, named, remarks: &remarks, past: None };
    let places = Here { desk, house };
    let mut reply = Reply { public: command.is_public(), ..text::text(&audit, &places).into() };
    let csv = file_name(command.text("csv"), "csv");
    reply.files.extend(csv.map(|name| {
        let alt = desk.say("audit-csv", &[("n", messages.len().into())]);
        File { name, bytes: csv::csv(&messages, named), alt }
    }));
    let picture = png.filter(|_| enough);
    if let Some(name) = picture {
        let weeks = weeks_between(from, desk.now, house);
        let weeks = picture::weeks(messages.iter().copied(), weeks.0, weeks.1, &house.zone);
        reply.files.push(drawn(&audit, &places, &weeks, name).await.0);
    }
    Ok(reply)
}

/// Whether a nudge belongs to what an audit is about.
fn concerns(nudge: &Nudge, about: &About, account: Option<&AccountId>) -> bool {
    match (about, account) {
        (About::Channel(channel), _) => nudge.channel == *channel,
        (_, Some(account)) => match &nudge.subject {
            Some(Subject::Account(subject)) => subject == account,
            _ => false,
        },
        _ => true,
    }
}

/// The last week of some time, and how many weeks it touches.
fn weeks_between(from: Timestamp, to: Timestamp, house: &House) -> (Week, u32) {
    let (first, last) = (Week::of(from, &house.zone), Week::of(to, &house.zone));
    let days = first.monday().until(last.monday()).map_or(0, |span| span.get_days());
    (last, u32::try_from(days / 7).unwrap_or(0) + 1)
}

/// The picture and the same in signs; drawn on a thread of its own, because that takes longer than a sign of life may.
async fn drawn(audit: &Audit<'_>, places: &Here<'_>, weeks: &[WeekFigures], name: String) -> (File, String) {
    let period = crate::i18n::period(audit.lang, audit.period.0, audit.period.1);
    let brand = label(&places.house.settings.brand, 60);
    let title = places.desk.say("audit-title", &[("brand", brand.into()), ("period", period.into())]);
    let subtitle = text::plain_headline(audit, places);
    let in_the_way = &audit.figures.in_the_way;
    let picture =
        |weeks, each| Picture { lang: audit.lang, title: &title, subtitle: &subtitle, weeks, each, in_the_way };
    let alt = picture::alt(&picture(weeks, 1));
    let (columns, each) = picture::merged(weeks, COLUMNS);
    let chart = picture::chart(&picture(&columns, each));
    let (columns, each) = picture::merged(weeks, SIGNS);
    let signs = picture::terminal(&picture(&columns, each));
    // An audit is printed and put on slides.
    let bytes = tokio::task::spawn_blocking(move || chart::png(&chart, Theme::Light)).await.unwrap_or_default();
    (File { name, bytes, alt }, signs)
}

/// The name of a file somebody asked for: none unless they did, our own on a mere "yes". Of a path only the end is taken.
pub(super) fn file_name(asked: Option<&str>, ending: &str) -> Option<String> {
    let asked = asked?.trim();
    match asked.to_lowercase().as_str() {
        "no" | "nein" => return None,
        "" | "yes" | "ja" => return Some(format!("punktum.{ending}")),
        _ => {}
    }
    let last = asked.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last.chars().filter(|c| c.is_alphanumeric() || "-_.".contains(*c)).collect();
    let name = name.trim_matches('.');
    let stem = name.strip_suffix(&format!(".{ending}")).unwrap_or(name);
    Some(format!("{}.{ending}", if stem.is_empty() { "punktum" } else { stem }))
}

/// How messages and channels are named where the command was given.
struct Here<'a> {
    desk: &'a Desk<'a>,
    house: &'a House,
}

impl Places for Here<'_> {
    fn link(&self, channel: &ChannelId, message: &MessageId) -> String {
        self.desk.platform.link(self.desk.community, channel, message)
    }

    fn channel(&self, channel: &ChannelId) -> String {
        label(&self.house.channel_name(channel), 40)
    }
}

/// Which weeks of which channels have figures of their own; all of them unless `people` is `off`.
#[derive(Default)]
struct Shown {
    only: Option<HashSet<(ChannelId, Week)>>,
}

impl Shown {
    /// A closed week has them if it was closed with them; of a later one the accounts can still be told apart.
    async fn read(tx: &mut Tx, desk: &Desk<'_>, house: &House, found: &Found, first: Timestamp) -> Result<Self, Error> {
        if house.settings.people != People::Off {
            return Ok(Self::default());
        }
        let mut accounts: HashMap<(&ChannelId, Week), HashSet<&str>> = HashMap::new();
        for message in found.before.iter().chain(&found.messages) {
            let week = Week::of(message.posted_at, &house.zone);
            let known = accounts.entry((&message.channel, week)).or_default();
            known.extend(message.account.as_ref().map(AccountId::as_str).or(message.account_week.as_deref()));
        }
        let mut only = HashSet::new();
        for ((channel, week), known) in &accounts {
            if known.len() >= MIN_ACCOUNTS {
                only.insert(((*channel).clone(), *week));
            }
        }
        let mut week = Week::of(first, &house.zone);
        while week < Week::of(desk.now, &house.zone) {
            let closed = tx.summaries_of_week(desk.community, week).await?;
            let channels = closed.into_iter().filter(|s| s.scope == Scope::Channel);
            only.extend(channels.map(|s| (ChannelId(s.subject), week)));
            week = week.plus(1);
        }
        Ok(Self { only: Some(only) })
    }

    fn has(&self, message: &Stored, house: &House) -> bool {
        let Some(only) = &self.only else { return true };
        only.contains(&(message.channel.clone(), Week::of(message.posted_at, &house.zone)))
    }
}
