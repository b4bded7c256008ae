//! The weekly digest on demand, and its time.

use jiff::tz::TimeZone;
use serde_json::json;

use crate::digest::report;
use crate::digest::schedule::next_digest;
use crate::domain::{ChannelId, DigestTime, Week};
use crate::i18n::{day, label, moment};
use crate::store::OutboxRow;
use crate::watch::House;

use super::audit::{file_name, known_channel};
use super::{Command, Desk, Error, Reply};

/// So many milliseconds apart, the same preview is asked for anew.
const AGAIN: i64 = 60_000;

/// The running week so far, for who asks.
pub(super) async fn preview(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    let house = desk.house().await?;
    let week = Week::of(desk.now, &house.zone);
    let post = report::post(desk.watch, desk.platform, desk.community, week, desk.now).await?.unwrap_or_default();
    let mut files = post.files;
    match command.text("png") {
        None => {}
        asked => match file_name(asked, "png") {
            Some(name) => files.iter_mut().for_each(|file| file.name.clone_from(&name)),
            None => files.clear(),
        },
    }
    Ok(Reply { text: post.text, files, ..Reply::default() })
}

/// The running week so far, for the channel of the digest.
pub(super) async fn now(desk: &Desk<'_>, _command: &Command) -> Result<Reply, Error> {
    let house = desk.house().await?;
    let Some(channel) = venue(&house) else { return Err(desk.mistake("digest-nowhere", &[])) };
    let week = Week::of(desk.now, &house.zone);
    let id = format!("digest_preview:{week}:{}", desk.now.as_millisecond() / AGAIN);
    let arguments = json!({ "year": week.year, "week": week.week });
    let row = OutboxRow::new(desk.community, &id, "digest_preview", arguments, &format!("channel:{channel}"), desk.now);
    let mut tx = desk.watch.store().write().await?;
    tx.queue(&row).await?;
    tx.commit().await?;
    Ok(desk.say("digest-now", &[("channel", name(&house, channel).into())]).into())
}

/// Shows or changes when and where the digest comes.
pub(super) async fn schedule(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    let house = desk.house().await?;
    let (time, zone) = (wanted_time(desk, command, &house)?, wanted_zone(desk, command)?);
    let by = (desk.now, &desk.actor.account);
    let time = time.filter(|time| *time != house.settings.digest);
    let zone = zone.filter(|zone| *zone != house.settings.time_zone);
    if time.is_some() || zone.is_some() {
        let mut tx = desk.watch.store().write().await?;
        if let Some(time) = time {
            tx.change_setting(desk.community, by, ("", "digest"), Some(&json!(time).to_string())).await?;
        }
        if let Some(zone) = zone {
            tx.change_setting(desk.community, by, ("", "time_zone"), Some(&json!(zone).to_string())).await?;
        }
        tx.commit().await?;
        desk.watch.refresh(desk.community);
    }
    Ok(shown(desk, desk.house().await?.as_ref()).into())
}

/// The time asked for; none when nothing was.
fn wanted_time(desk: &Desk<'_>, command: &Command, house: &House) -> Result<Option<DigestTime>, Error> {
    let mut time = house.settings.digest.clone();
    if let Some(name) = command.text("day")
        && let Ok(named) = serde_json::from_value::<DigestTime>(json!({ "weekday": name }))
    {
        time.weekday = named.weekday;
    }
    if let Some(hour) = command.text("hour").and_then(|hour| hour.parse().ok()) {
        time.hour = hour;
    }
    if let Some(typed) = command.text("channel") {
        let channel = known_channel(house, typed).map(|c| c.id.clone());
        // The staff's own channel need not be one that is watched.
        let staff = || house.settings.staff_channel.clone().filter(|id| id.as_str() == typed);
        let unknown = || desk.mistake("audit-channel-unknown", &[("channel", typed.into())]);
        time.channel = Some(channel.or_else(staff).ok_or_else(unknown)?);
    }
    Ok(["day", "hour", "channel"].iter().any(|option| command.text(option).is_some()).then_some(time))
}

/// The IANA name asked for, in its own spelling.
fn wanted_zone(desk: &Desk<'_>, command: &Command) -> Result<Option<String>, Error> {
    let Some(typed) = command.text("zone") else { return Ok(None) };
    let zone = TimeZone::get(typed.trim()).ok();
    let name = zone.as_ref().and_then(TimeZone::iana_name).map(str::to_owned);
    name.map(Some).ok_or_else(|| desk.mistake("digest-zone-unknown", &[("zone", label(typed, 40).into())]))
}

fn shown(desk: &Desk<'_>, house: &House) -> String {
    let (lang, time) = (desk.actor.lang, &house.settings.digest);
    let next = next_digest(desk.now, time, &house.zone);
    let mut args = vec![
        ("day", day(lang, time.weekday).into()),
        ("time", format!("{:02}:00", time.hour).into()),
        ("zone", house.settings.time_zone.as_str().into()),
        ("next", moment(lang, next, desk.now, &house.zone).into()),
    ];
    let Some(channel) = venue(house) else {
        return format!("{}\n{}", desk.say("digest-schedule-nowhere", &args), desk.say("digest-nowhere", &[]));
    };
    args.push(("channel", name(house, channel).into()));
    desk.say("digest-schedule", &args)
}

/// Where the digest is posted.
fn venue(house: &House) -> Option<&ChannelId> {
    house.settings.digest.channel.as_ref().or(house.settings.staff_channel.as_ref())
}

fn name(house: &House, channel: &ChannelId) -> String {
    label(&house.channel_name(channel), 40)
}
