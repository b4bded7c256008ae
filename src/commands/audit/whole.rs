//! The audit of all that is stored, years of it: read day by day, so that memory does not grow with it.

use jiff::{SignedDuration, Timestamp};

use crate::digest::picture::Weeks;
use crate::digest::text::ENOUGH;
use crate::domain::People;
use crate::store::{Nudge, NudgeState};

use super::super::{Desk, Error, Reply};
use super::figures::Sum;
use super::text::{About, Audit, Past};
use super::{Here, drawn, text, weeks_between};

/// So much is read at once.
const PART: SignedDuration = SignedDuration::from_hours(24);

/// A look at a whole past.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// The audit with its picture.
    pub reply: Reply,
    /// The shares in signs; empty where there is no picture.
    pub signs: String,
}

/// Looks at everything that is stored of a community; none when nothing is. `png` names the picture.
///
/// # Errors
/// When the store fails.
pub async fn whole(desk: &Desk<'_>, png: &str, remarks: &[String]) -> Result<Option<Whole>, Error> {
    let house = desk.house().await?;
    let mut tx = desk.watch.store().read().await?;
    let Some((first, last)) = tx.span(desk.community, Timestamp::MIN).await? else { return Ok(None) };
    let (newest, count) = weeks_between(first, last, &house);
    let (mut sum, mut weeks) = (Sum::default(), Weeks::new(newest, count));
    let mut from = first;
    while from <= last {
        let to = from + PART;
        let messages = tx.messages_between(desk.community, (from, to), None, None).await?;
        for message in &messages {
            sum.add(message);
            weeks.add(message, &house.zone);
        }
        from = match messages.len() {
            // Nothing for a day: it may be quiet for a year.
            0 => tx.span(desk.community, to).await?.map_or(Timestamp::MAX, |(next, _)| next),
            _ => to,
        };
    }
    let nudges = tx.nudges_between(desk.community, (first, last + SignedDuration::from_millis(1))).await?;
    drop(tx);
    let notes: Vec<&Nudge> = nudges.iter().filter(|nudge| nudge.state == NudgeState::WouldHave).collect();
    let mut figures = sum.figures((0, 0), &nudges.iter().collect::<Vec<_>>());
    if house.settings.people == People::Off {
        figures.channels.clear();
    }
    let day = |at: Timestamp| house.zone.to_datetime(at).date();
    let audit = Audit {
        lang: desk.actor.lang,
        about: &About::Replay,
        days: last.duration_since(first).as_hours() / 24 + 1,
        period: (day(first), day(last)),
        figures: &figures,
        named: house.settings.people == People::Named,
        remarks,
        past: Some(Past { zone: &house.zone, notes: &notes }),
    };
    let places = Here { desk, house: &house };
    let mut whole = Whole { reply: text::text(&audit, &places).into(), signs: String::new() };
    if figures.share().1 >= ENOUGH {
        let (file, signs) = drawn(&audit, &places, &weeks.done(), png.to_owned()).await;
        whole.reply.files.push(file);
        whole.signs = signs;
    }
    Ok(Some(whole))
}
