//! The weekly digest, from the store to a post: what is kept of a week and the eleven before it, told and drawn.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::digest::chart::Theme;
use crate::digest::picture::{self, Picture, WeekFigures};
use crate::digest::rest::Rest;
use crate::digest::summary::{WeekFacts, summarise};
use crate::digest::text::{self, Digest, ENOUGH, Remains};
use crate::domain::{ChannelId, CommunityId, Counts, Lang, MessageId, Reason, Settings, Tag, Value, Week};
use crate::engine::markup::Markup;
use crate::engine::text::Text;
use crate::i18n::{label, list, percent, say, tag, value};
use crate::platform::{File, Platform, Post};
use crate::store::{Result, Scope, Stored, Tx, WeeklySummary};
use crate::watch::{House, Watch};

/// So many weeks are drawn, and looked through for what remains.
pub const WEEKS: u32 = 12;

/// All that a digest tells, in figures and ids.
#[derive(Debug, Clone, PartialEq)]
pub struct Weekly {
    /// The community's figures: as they were closed, or of the running week so far.
    pub summary: WeeklySummary,
    /// Whether the week is not closed yet.
    pub running: bool,
    /// How long the community rested in it.
    pub rest: Rest,
    /// The best message, if it still stands, counts and is of use.
    pub best: Option<Best>,
    /// What twelve weeks left behind.
    pub remains: Remains,
    /// The weeks drawn, oldest first; the last is the one told of.
    pub weeks: Vec<WeekFigures>,
}

/// The best message of a week.
#[derive(Debug, Clone, PartialEq)]
pub struct Best {
    /// Where it stands: its thread, or its channel.
    pub channel: ChannelId,
    /// Its id.
    pub message: MessageId,
    /// What it carries.
    pub tags: Vec<Tag>,
    /// Its verdict.
    pub value: Value,
}

/// A digest ready to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Title and lines, in the community's language.
    pub text: String,
    /// The picture with its words; none where too little counted.
    pub picture: Option<File>,
}

/// Reads what a digest tells of a week up to now. A closed week is told as it was closed.
///
/// # Errors
/// When the store fails.
pub async fn read(tx: &mut Tx, community: &CommunityId, house: &House, week: Week, now: Timestamp) -> Result<Weekly> {
    let first = week.plus(1 - WEEKS as i32);
    let bounds = week.bounds(&house.zone);
    let messages = tx.messages_between(community, (first.bounds(&house.zone).0, bounds.1), None, None).await?;
    let closed = tx.summaries(community, Scope::Community, community.as_str(), week, WEEKS).await?;
    let mut weeks = picture::weeks(&messages, week, WEEKS, &house.zone);
    for figures in &mut weeks {
        if let Some(n) = closed.iter().find(|s| s.week == figures.week).map(by_value) {
            figures.n = n;
        }
    }
    let stored = closed.into_iter().next_back().filter(|s| s.week == week);
    let running = stored.is_none();
    let summary = match stored {
        Some(summary) => summary,
        None => {
            let nudges = tx.nudges_between(community, bounds).await?;
            let own: Vec<Stored> = messages.iter().filter(|m| m.posted_at >= bounds.0).cloned().collect();
            let (community, people) = (community.as_str(), house.settings.people);
            let shares_before = &HashMap::new();
            let facts = WeekFacts { community, week, messages: &own, nudges: &nudges, people, shares_before };
            // The community's own comes first, also of a week without messages.
            summarise(&facts).swap_remove(0)
        }
    };
    let best = match &summary.best_message {
        Some(id) => tx.message(community, id).await?.filter(is_of_use),
        None => None,
    };
    let best = best.map(|m| Best { channel: m.stands_in().clone(), message: m.message, tags: m.tags, value: m.value });
    let rest = Rest::within(&tx.pauses(community).await?, (bounds.0, bounds.1.min(now)), &house.zone);
    Ok(Weekly { summary, running, rest, best, remains: remains(&messages), weeks })
}

/// The digest of a week as a post without its key; the best message is looked up to say how short it is.
///
/// # Errors
/// When the store fails.
pub async fn post(
    watch: &Watch,
    platform: &dyn Platform,
    community: &CommunityId,
    week: Week,
    now: Timestamp,
) -> Result<Option<Post>> {
    let house = watch.house(community).await?;
    let mut tx = watch.store().read().await?;
    let weekly = read(&mut tx, community, &house, week, now).await?;
    // The platform may be slow; nothing of the store is held while it answers.
    drop(tx);
    let mut sentences = None;
    if let Some(best) = &weekly.best {
        let words = platform.fetch(community, &best.channel, &best.message).await.ok().flatten();
        sentences = words.map(|words| Text::read(&words, Markup::Discord).sentences.len());
    }
    let link = |channel: &ChannelId, message: &MessageId| platform.link(community, channel, message);
    let Report { text, picture } = tell(&weekly, &house.settings, link, sentences);
    Ok(Some(Post { text, files: picture.into_iter().collect(), ..Post::default() }))
}

/// Words and picture of a digest; `sentences` of the best message, where its words could be had.
#[must_use]
pub fn tell(
    weekly: &Weekly,
    settings: &Settings,
    link: impl Fn(&ChannelId, &MessageId) -> String,
    sentences: Option<usize>,
) -> Report {
    let lang = settings.language;
    let explained = say(lang, "digest-explained", &[]);
    let place = weekly.best.as_ref().map(|best| (link(&best.channel, &best.message), why(lang, best, sentences)));
    let in_the_way: Vec<(&str, i64)> = weekly.summary.top_heuristics.iter().map(|(id, n)| (id.as_str(), *n)).collect();
    let not_counted: Vec<(Reason, i64)> = weekly.summary.not_counted.iter().map(|(reason, n)| (*reason, *n)).collect();
    let best = place.as_ref().map(|(place, why)| (place.as_str(), why.as_str()));
    let digest = Digest { explain_link: &explained, ..facts(weekly, settings, best, &in_the_way, &not_counted) };
    let told = text::text(&digest);
    let text = if weekly.running { format!("{}\n{told}", say(lang, "digest-running", &[])) } else { told };
    Report { text, picture: drawn(weekly, settings) }
}

/// What the digest's text is made of, but for where it is explained.
#[must_use]
pub fn facts<'a>(
    weekly: &'a Weekly,
    settings: &'a Settings,
    best: Option<(&'a str, &'a str)>,
    in_the_way: &'a [(&'a str, i64)],
    not_counted: &'a [(Reason, i64)],
) -> Digest<'a> {
    let summary = &weekly.summary;
    let before = weekly.weeks.iter().rev().nth(1).map(WeekFigures::share).filter(|share| share.1 > 0);
    Digest {
        lang: settings.language,
        brand: &settings.brand,
        week: summary.week,
        counted: summary.counted,
        n: by_value(summary),
        messages: summary.messages,
        share_before: before,
        best,
        in_the_way,
        nudges: summary.nudges,
        helpful: summary.nudges_helpful,
        unfit: summary.nudges_unfit,
        disputed: summary.not_counted.get(&Reason::Disputed).copied().unwrap_or(0),
        not_counted,
        rest: weekly.rest.clone(),
        gift_share: summary.gift_share,
        remains: weekly.remains,
        explain_link: "",
    }
}

fn drawn(weekly: &Weekly, settings: &Settings) -> Option<File> {
    let (lang, week) = (settings.language, weekly.summary.week);
    let (good, counted) = weekly.weeks.last().map(WeekFigures::share).filter(|share| share.1 >= ENOUGH)?;
    let brand = label(&settings.brand, 60);
    let title = say(lang, "picture-digest", &[("brand", brand.into()), ("week", i64::from(week.week).into())]);
    let share = percent(lang, good as f64 / counted as f64);
    let args = [("good", good.into()), ("counted", counted.into()), ("percent", share.into())];
    let subtitle = say(lang, "picture-share", &args);
    let in_the_way = &weekly.summary.top_heuristics;
    let picture = Picture { lang, title: &title, subtitle: &subtitle, weeks: &weekly.weeks, each: 1, in_the_way };
    Some(picture::png(&picture, Theme::Dark, &format!("punktum-{week}.png")))
}

/// Why a message is the best; without its words nothing is said about its length.
fn why(lang: Lang, best: &Best, sentences: Option<usize>) -> String {
    match sentences {
        Some(n) if best.tags.iter().any(|tag| !tag.is_drift()) => text::why(lang, &best.tags, n),
        _ => qualities(lang, &best.tags, best.value) + ".",
    }
}

/// What a message carries of value, three at most: "Angabe, Hilfe und Quelle"; its verdict when it carries nothing.
#[must_use]
pub fn qualities(lang: Lang, tags: &[Tag], verdict: Value) -> String {
    let mut names: Vec<String> = tags.iter().filter(|t| !t.is_drift()).take(3).map(|t| tag(lang, *t)).collect();
    if names.is_empty() {
        names.push(value(lang, verdict));
    }
    let names = list(lang, &names);
    let mut letters = names.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Whether a message can be shown as a good one.
#[must_use]
pub fn is_of_use(message: &Stored) -> bool {
    message.counts == Counts::Yes && message.value >= Value::Padded
}

fn remains(messages: &[Stored]) -> Remains {
    let with = |tags: &[Tag]| {
        let carries = |m: &&Stored| is_of_use(m) && m.tags.iter().any(|t| tags.contains(t));
        messages.iter().filter(carries).count() as i64
    };
    Remains {
        made: with(&[Tag::Made, Tag::Service]),
        decisions: with(&[Tag::Decision]),
        invitations: with(&[Tag::Invitation]),
    }
}

fn by_value(summary: &WeeklySummary) -> [i64; 4] {
    [summary.n_empty, summary.n_thin, summary.n_padded, summary.n_to_the_point].map(|n| n.unwrap_or(0))
}

#[cfg(test)]
mod tests;
