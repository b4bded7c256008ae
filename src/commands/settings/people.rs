//! What is kept and shown about people, and what a change of it brings with it.

use jiff::Timestamp;
use serde_json::json;

use crate::domain::{People, Subject};
use crate::store::{OutboxRow, Reset};
use crate::watch::Turn;

use super::{Command, Desk, Error, Reply, given, how, set, shown};

/// `settings people [mode] [agreed]`
pub(in crate::commands) async fn people(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    let lang = desk.actor.lang;
    let house = desk.house().await?;
    let before = house.settings.people;
    let mode = given(command, "mode").and_then(|name| People::ALL.into_iter().find(|mode| mode.name() == name));
    let Some(mode) = mode.filter(|mode| *mode != before) else {
        let usage =
            how(lang, "settings people", if before == People::Off { ["selbst", "self"] } else { ["aus", "off"] });
        return Ok(format!(
            "{}\n{}",
            desk.say(key(before), &[]),
            desk.say("settings-change", &[("command", usage.into())])
        )
        .into());
    };
    if mode == People::Named && given(command, "agreed") != Some("yes") {
        let usage = how(lang, "settings people", ["namentlich zugestimmt:ja", "named agreed:yes"]);
        return Err(desk.mistake("settings-people-agreement", &[("command", usage.into())]));
    }
    let mut turn = desk.watch.change(desk.community).await?;
    let before = turn.tx.settings(desk.community).await?.people;
    set(desk, &mut turn, "people", &json!(mode)).await?;
    follow(desk, &mut turn, before, mode).await?;
    turn.commit().await?;
    let mut lines = vec![desk.say(key(mode), &[])];
    match (mode, &house.settings.staff_channel) {
        (People::Off, _) => lines.push(desk.say("settings-people-erased", &[])),
        (People::OwnEyes, _) if before == People::Named => lines.push(desk.say("settings-people-figures-erased", &[])),
        (People::Named, Some(staff)) => {
            lines.push(desk.say("settings-people-announced", &[("channel", shown(&house, staff).into())]));
        }
        _ => {}
    }
    Ok(lines.join("\n").into())
}

/// The text that says what a mode means.
pub(super) fn key(mode: People) -> &'static str {
    match mode {
        People::Off => "settings-people-off",
        People::OwnEyes => "settings-people-self",
        People::Named => "settings-people-named",
    }
}

/// What a change of the mode brings with it, in the same transaction: what the new mode must not hold is erased, and
/// everybody enrolled is told that there are figures per account.
pub(super) async fn follow(desk: &Desk<'_>, turn: &mut Turn<'_>, before: People, after: People) -> Result<(), Error> {
    let community = desk.community;
    if after == before {
        return Ok(());
    }
    if before == People::Named {
        turn.tx.erase_account_summaries(community).await?;
    }
    if before == People::Off {
        // The hashes stood in the place of the accounts, which the new mode keeps itself.
        turn.tx.erase_week_keys(community, Timestamp::MAX).await?;
    }
    match after {
        People::OwnEyes => {}
        People::Named => announce(desk, turn).await?,
        People::Off => {
            turn.tx.drop_nudges(community, None, desk.now, "people").await?;
            turn.tx.erase_all_accounts(community).await?;
            begin_anew(desk, turn, desk.now).await?;
        }
    }
    Ok(())
}

async fn announce(desk: &Desk<'_>, turn: &mut Turn<'_>) -> Result<(), Error> {
    let Some(staff) = turn.tx.settings(desk.community).await?.staff_channel else {
        let usage = how(desk.actor.lang, "settings channels", ["#team team", "#team staff"]);
        return Err(desk.mistake("settings-people-no-staff", &[("command", usage.into())]));
    };
    let id = format!("people_named:{}", desk.now.as_millisecond());
    let arguments = json!({ "by": desk.actor.account, "at": desk.now.as_millisecond() });
    let venue = format!("channel:{staff}");
    turn.tx.queue(&OutboxRow::new(desk.community, &id, "people_named", arguments, &venue, desk.now)).await?;
    Ok(())
}

/// What accounts posted before must not add up to a drift of their channel.
async fn begin_anew(desk: &Desk<'_>, turn: &mut Turn<'_>, at: Timestamp) -> Result<(), Error> {
    for channel in turn.tx.channels(desk.community).await? {
        let subject = Subject::Channel(channel.id);
        let reset = Reset { subject, posted_at: at, message: "".into(), nudge: None };
        turn.tx.put_reset(desk.community, &reset).await?;
    }
    Ok(())
}
