//! What is set and what is missing, each line with what to do.

use jiff::SignedDuration;

use crate::digest::schedule::next_digest;
use crate::domain::ChannelId;
use crate::i18n::{self, Arg, label};
use crate::watch::House;

use super::sensitivity::{pace, promise};
use super::{Command, Desk, Error, NAME, Reply, how, shown, shown_all};

/// A post that waits for longer than this is late.
const LATE: SignedDuration = SignedDuration::from_mins(10);

/// One line of the check.
struct Line {
    fine: bool,
    text: String,
}

/// `settings doctor`
pub(in crate::commands) async fn doctor(desk: &Desk<'_>, _command: &Command) -> Result<Reply, Error> {
    let house = desk.house().await?;
    let mut lines = vec![staff(desk, &house), stages(desk, &house), senders(desk, &house), digest(desk, &house)];
    lines.extend(brand(desk, &house));
    lines.extend(hearing(desk));
    lines.push(nudging(desk, &house).await?);
    lines.push(outbox(desk, &house).await?);
    lines.extend(missed(desk, &house));
    lines.push(muted(desk, &house));
    let promise = promise(desk.actor.lang, house.settings.sensitivity, pace(desk).await?);
    lines.push(fine(desk, "doctor-sensitivity", &[("promise", promise.into())], "settings sensitivity", ["", ""]));
    Ok(told(desk, &lines).into())
}

/// What is to be done first, then what is in order.
fn told(desk: &Desk<'_>, lines: &[Line]) -> String {
    let (fine, todo): (Vec<&Line>, Vec<&Line>) = lines.iter().partition(|line| line.fine);
    let mut out = vec![match todo.len() {
        0 => desk.say("doctor-all-fine", &[]),
        n => desk.say("doctor-todo", &[("n", n.into())]),
    }];
    out.extend(todo.iter().map(|line| format!("- {}", line.text)));
    if !todo.is_empty() {
        out.push(desk.say("doctor-fine", &[]));
    }
    out.extend(fine.iter().map(|line| format!("- {}", line.text)));
    out.join("\n")
}

/// A line that ends with the command to use.
fn line(desk: &Desk<'_>, fine: bool, key: &str, args: &[(&str, Arg<'_>)], path: &str, rest: [&str; 2]) -> Line {
    Line { fine, text: format!("{} {}", desk.say(key, args), how(desk.actor.lang, path, rest)) }
}

fn fine(desk: &Desk<'_>, key: &str, args: &[(&str, Arg<'_>)], path: &str, rest: [&str; 2]) -> Line {
    line(desk, true, key, args, path, rest)
}

fn missing(desk: &Desk<'_>, key: &str, path: &str, rest: [&str; 2]) -> Line {
    line(desk, false, key, &[], path, rest)
}

fn staff(desk: &Desk<'_>, house: &House) -> Line {
    let (path, rest) = ("settings channels", ["#team team", "#team staff"]);
    match known(house, &house.settings.staff_channel) {
        None => missing(desk, "doctor-staff-missing", path, rest),
        Some(id) => fine(desk, "doctor-staff", &[("channel", shown(house, id).into())], path, rest),
    }
}

/// A channel that is set, unless it was deleted since.
fn known<'h>(house: &House, channel: &'h Option<ChannelId>) -> Option<&'h ChannelId> {
    channel.as_ref().filter(|id| house.channels().any(|channel| channel.id == **id))
}

fn stages(desk: &Desk<'_>, house: &House) -> Line {
    let (path, rest) = ("settings channels", ["#news bühne", "#news stage"]);
    let stages: Vec<_> = house.channels().filter(|channel| channel.stage).map(|channel| &channel.id).collect();
    if stages.is_empty() {
        return missing(desk, "doctor-stages-missing", path, rest);
    }
    fine(desk, "doctor-stages", &[("channels", shown_all(house, stages).into())], path, rest)
}

fn senders(desk: &Desk<'_>, house: &House) -> Line {
    match house.roster.senders().len() {
        0 => missing(desk, "doctor-senders-missing", "settings senders", ["hinzu @name", "add @name"]),
        n => fine(desk, "doctor-senders", &[("n", n.into())], "settings senders", ["", ""]),
    }
}

fn digest(desk: &Desk<'_>, house: &House) -> Line {
    let (path, settings) = ("settings digest", &house.settings);
    let channel = known(house, &settings.digest.channel).or_else(|| known(house, &settings.staff_channel));
    let Some(channel) = channel else {
        return missing(desk, "doctor-digest-missing", path, ["kanal:#team", "channel:#team"]);
    };
    let next = next_digest(desk.now, &settings.digest, &house.zone);
    let when = i18n::moment(desk.actor.lang, next, desk.now, &house.zone);
    fine(desk, "doctor-digest", &[("channel", shown(house, channel).into()), ("when", when.into())], path, ["", ""])
}

/// Language and zone, the contact, and what is kept about people.
fn brand(desk: &Desk<'_>, house: &House) -> [Line; 3] {
    let (lang, settings) = (desk.actor.lang, &house.settings);
    let now = i18n::moment(lang, desk.now, desk.now, &house.zone);
    let zone = [
        ("language", settings.language.code().into()),
        ("zone", settings.time_zone.as_str().into()),
        ("now", now.into()),
    ];
    let path = "settings language";
    let contact = match settings.contact.as_str() {
        "" => missing(desk, "doctor-contact-missing", path, ["kontakt:mail@…", "contact:mail@…"]),
        contact => fine(desk, "doctor-contact", &[("contact", label(contact, NAME).into())], path, ["", ""]),
    };
    [
        fine(desk, "doctor-language", &zone, path, ["", ""]),
        contact,
        fine(desk, super::people::key(settings.people), &[], "settings people", ["", ""]),
    ]
}

/// What keeps the platform from hearing everything; nothing is said where nothing does.
fn hearing(desk: &Desk<'_>) -> Vec<Line> {
    let health = desk.platform.health();
    let content = (!health.content).then(|| desk.say("doctor-content-missing", &[]));
    let n = i64::try_from(health.unread).unwrap_or(i64::MAX);
    let unread = (n > 0).then(|| desk.say("doctor-unread", &[("n", n.into())]));
    content.into_iter().chain(unread).map(|text| Line { fine: false, text }).collect()
}

async fn nudging(desk: &Desk<'_>, house: &House) -> Result<Line, Error> {
    if house.is_paused(desk.now) {
        let until = desk.watch.store().read().await?.paused_until(desk.community).await?.unwrap_or(desk.now);
        let until = i18n::moment(desk.actor.lang, until, desk.now, &house.zone);
        return Ok(line(desk, false, "doctor-paused", &[("until", until.into())], "pause", ["0", "0"]));
    }
    Ok(fine(desk, super::nudging::key(house.settings.nudging), &[], "settings nudging", ["", ""]))
}

async fn outbox(desk: &Desk<'_>, house: &House) -> Result<Line, Error> {
    let (late, stuck) = desk.watch.store().read().await?.backlog(desk.community, desk.now - LATE).await?;
    let text = match (late, stuck) {
        (0, 0) => desk.say("doctor-outbox", &[]),
        (0, _) => desk.say("doctor-outbox-stuck", &[("n", stuck.into())]),
        _ => {
            let channel = shown_all(house, &house.settings.staff_channel);
            desk.say("doctor-outbox-late", &[("n", (late + stuck).into()), ("channel", channel.into())])
        }
    };
    Ok(Line { fine: late + stuck == 0, text })
}

/// What could not be read after the fact, if anything.
fn missed(desk: &Desk<'_>, house: &House) -> Vec<Line> {
    let missed = desk.watch.gaps().missed(desk.community);
    let mut lines = Vec::new();
    if !missed.closed.is_empty() {
        let places: Vec<ChannelId> = missed.closed.into_iter().map(ChannelId).collect();
        let text = desk.say("doctor-closed", &[("channels", shown_all(house, &places).into())]);
        lines.push(Line { fine: false, text });
    }
    if missed.skipped > 0 {
        lines.push(Line { fine: false, text: desk.say("doctor-skipped", &[("n", (missed.skipped as i64).into())]) });
    }
    lines.extend(missed.reading.then(|| Line { fine: true, text: desk.say("doctor-reading", &[]) }));
    lines
}

fn muted(desk: &Desk<'_>, house: &House) -> Line {
    let off = house.settings.channels.values().chain([&house.settings.rules]).flat_map(|rules| &rules.off);
    let mut names: Vec<String> = off.map(|id| i18n::heuristic(desk.actor.lang, id)).collect();
    names.sort();
    names.dedup();
    if names.is_empty() {
        return fine(desk, "doctor-rules", &[], "settings rules", ["", ""]);
    }
    fine(desk, "doctor-rules-off", &[("items", names.join(", ").into())], "settings rules", ["", ""])
}
