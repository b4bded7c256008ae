//! The first look: what the last weeks were worth, read live. Nothing of it is stored.

use jiff::SignedDuration;

use crate::commands::audit::{bare, block};
use crate::commands::{Desk, Reply};
use crate::digest::text::ENOUGH;
use crate::domain::{Counts, Message, Nudging, Value};
use crate::i18n::percent;
use crate::platform::Part;
use crate::watch::{House, counts};

use super::turn;

/// So far back.
const BACK: SignedDuration = SignedDuration::from_hours(28 * 24);
/// So many pages are read in all, which are about as many seconds at most.
const PAGES: usize = 40;
/// So many posts are shown shorter.
const SHORTER: usize = 3;
/// A shorter text that is longer than this is no example.
const EXAMPLE: usize = 300;
/// What saves fewer words than this says hardly less.
const SAVES: usize = 5;

/// What was read.
#[derive(Default)]
struct Seen {
    messages: Vec<Message>,
    /// Not all was read: a channel is closed, or there was too much.
    partly: bool,
}

/// A post that says the same shorter.
struct Shorter {
    link: String,
    saved: usize,
    text: String,
}

/// The page that ends the setup.
pub(super) async fn look(desk: &Desk<'_>, house: &House) -> Reply {
    let mut lines = Vec::new();
    if house.roster.senders().is_empty() {
        lines.push(desk.say("look-nobody", &[]));
    } else {
        let seen = read(desk, house).await;
        lines.extend(told(desk, house, &seen));
        lines.push(desk.say("look-done", &[]));
    }
    if house.settings.staff_channel.is_none() {
        lines.push(desk.say("doctor-staff-missing", &[]));
    } else if house.settings.nudging == Nudging::Observe {
        lines.push(desk.say("settings-nudging-observe", &[]));
    }
    let buttons = turn(desk, Some("day"), "look").into_iter().take(1).collect();
    Reply { text: lines.join("\n"), buttons, ..Reply::default() }
}

/// The official posts of the stages, within the budget.
async fn read(desk: &Desk<'_>, house: &House) -> Seen {
    let (mut seen, mut pages) = (Seen::default(), 0);
    let since = desk.now - BACK;
    let mut places = Vec::new();
    for channel in house.channels().filter(|channel| channel.stage) {
        let reach = desk.platform.places(&channel.id, since).await;
        seen.partly |= reach.cut || reach.closed;
        places.extend(reach.places);
    }
    places.sort();
    for place in places {
        let mut part = Some(Part::Since(since));
        while let Some(next) = part.take() {
            if pages == PAGES {
                seen.partly = true;
                return seen;
            }
            pages += 1;
            match desk.platform.history(desk.community, &place, &next, &house.roster).await {
                Err(_) => seen.partly = true,
                Ok(page) => {
                    seen.partly |= page.skipped > 0;
                    seen.messages.extend(page.messages);
                    part = page.ends.filter(|_| page.more).map(|(position, _)| Part::After(position));
                }
            }
        }
    }
    seen
}

fn told(desk: &Desk<'_>, house: &House, seen: &Seen) -> Vec<String> {
    let (mut counted, mut good) = (0_i64, 0_i64);
    let mut shorter: Vec<Shorter> = Vec::new();
    for message in &seen.messages {
        let Some(value) = judged(desk, house, message) else { continue };
        counted += 1;
        good += i64::from(value == Value::ToThePoint);
        if value != Value::ToThePoint {
            shorter.extend(shortened(desk, house, message));
        }
    }
    let mut lines = vec![match counted {
        0 => desk.say("digest-none", &[]),
        1..ENOUGH => desk.say("digest-few", &[("counted", counted.into())]),
        _ => {
            let share = percent(desk.actor.lang, good as f64 / counted as f64);
            desk.say("look-share", &[("good", good.into()), ("counted", counted.into()), ("percent", share.into())])
        }
    }];
    shorter.sort_by_key(|one| std::cmp::Reverse(one.saved));
    shorter.truncate(SHORTER);
    if !shorter.is_empty() {
        lines.push(desk.say("look-shorter", &[("n", shorter.len().into())]));
    }
    lines.extend(shorter.iter().map(|one| format!("{}\n{}", bare(one.link.clone()), block(&one.text))));
    if seen.partly {
        lines.push(desk.say("look-partly", &[]));
    }
    lines
}

/// The verdict on a post that counts.
fn judged(desk: &Desk<'_>, house: &House, message: &Message) -> Option<Value> {
    let hints = house.hints(&message.channel, message.answers_member);
    let assessment = desk.watch.engine().assess(&message.words.0, &hints);
    (counts(house, message, &assessment) == Counts::Yes).then_some(assessment.value)
}

/// The same post by deletion only, where that leaves something of use.
fn shortened(desk: &Desk<'_>, house: &House, message: &Message) -> Option<Shorter> {
    let (engine, hints) = (desk.watch.engine(), house.hints(&message.channel, message.answers_member));
    let text = engine.review(&message.words.0, &hints).trimmed?;
    let words = |text: &str| text.split_whitespace().count();
    let saved = words(&message.words.0).saturating_sub(words(&text));
    if saved < SAVES || text.chars().count() > EXAMPLE || engine.assess(&text, &hints).value < Value::Padded {
        return None;
    }
    let place = message.place.as_ref().unwrap_or(&message.channel);
    Some(Shorter { link: desk.platform.link(desk.community, place, &message.id), saved, text })
}
