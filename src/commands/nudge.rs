//! What the person a nudge is for can do with it. Nobody else sees it or answers for them.

use crate::domain::{Event, Kind, Origin, Verdict};
use crate::nudge::{show as card, text};
use crate::store::{AccountState, Nudge, NudgeState};

use super::about::how;
use super::{Command, Desk, Error, Reply};

/// `nudge show [id]`: the card with live words; without an id the newest for the person.
pub(super) async fn show(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    let nudge = match command.text("nudge").map(str::trim).filter(|id| !id.is_empty()) {
        Some(id) => own(desk, id).await?,
        None => {
            let mut tx = desk.watch.store().read().await?;
            match tx.newest_nudge_for(desk.community, &desk.actor.account).await? {
                Some(nudge) => nudge,
                None => return Ok(desk.say("nudge-no-note", &[]).into()),
            }
        }
    };
    let lang = desk.actor.lang;
    if !matches!(nudge.state, NudgeState::Pending | NudgeState::Held | NudgeState::Sent) {
        let house = desk.house().await?;
        return Ok(text::gone(lang, &house.channel_name(&nudge.channel)).into());
    }
    let text = card::render(desk.watch, desk.platform, desk.community, &nudge, lang, desk.now).await?;
    Ok(Reply { text, buttons: card::buttons(lang, &nudge.id), ..Reply::default() })
}

/// `nudge helps <id>`
pub(super) async fn helps(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    answer(desk, command, Verdict::Helps).await
}

/// `nudge unfit <id>`: the message counts nowhere from now on.
pub(super) async fn unfit(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    answer(desk, command, Verdict::Unfit).await
}

async fn answer(desk: &Desk<'_>, command: &Command, verdict: Verdict) -> Result<Reply, Error> {
    let nudge = own(desk, command.text("nudge").unwrap_or_default().trim()).await?;
    let kind = Kind::Feedback { nudge: nudge.id, by: desk.actor.account.clone(), verdict };
    handle(desk, kind).await?;
    Ok(text::done(desk.actor.lang, verdict).into())
}

/// Hands something the person did to the pipeline.
pub(super) async fn handle(desk: &Desk<'_>, kind: Kind) -> Result<(), Error> {
    let event = Event { community: desk.community.clone(), origin: Origin::Live, at: desk.now, seen: None, kind };
    desk.watch.handle(event).await?;
    Ok(())
}

/// The nudge with this id, if it is for the person.
async fn own(desk: &Desk<'_>, id: &str) -> Result<Nudge, Error> {
    match desk.watch.store().read().await?.nudge(desk.community, id).await? {
        Some(nudge) if desk.watch.is_reader(desk.community, &nudge, &desk.actor.account) => Ok(nudge),
        Some(_) => Err(Error::Mistake(text::for_another(desk.actor.lang))),
        None => {
            let usage = how(desk.actor.lang, "nudge show", ["", ""]);
            Err(desk.mistake("nudge-unknown", &[("id", crate::i18n::label(id, 20).into()), ("command", usage.into())]))
        }
    }
}

/// `nudge dm [on|off]`: whether notes come as direct messages.
pub(super) async fn direct(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    let wanted = command.text("use").map(|text| text == "on");
    let before = state(desk).await?;
    // Who asks again has opened the way again.
    let after = wanted.map_or(before, |direct| AccountState { direct, direct_closed: false, ..before });
    if after != before {
        let mut turn = desk.watch.change(desk.community).await?;
        turn.tx.put_account(desk.community, &desk.actor.account, &after).await?;
        turn.commit().await?;
    }
    let (key, rest) = match (after.direct, after.direct_closed) {
        (true, true) => ("nudge-dm-closed", ["an", "on"]),
        (true, false) => ("nudge-dm-on", ["aus", "off"]),
        (false, _) => ("nudge-dm-off", ["an", "on"]),
    };
    Ok(desk.say(key, &[("command", how(desk.actor.lang, "nudge dm", rest).into())]).into())
}

/// `nudge off [on|off]`: no notes for the person any more; `off` ends that.
pub(super) async fn off(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    let nudges_off = command.text("use") != Some("off");
    let before = state(desk).await?;
    if before.nudges_off != nudges_off {
        let mut turn = desk.watch.change(desk.community).await?;
        let after = AccountState { nudges_off, ..before };
        turn.tx.put_account(desk.community, &desk.actor.account, &after).await?;
        if nudges_off {
            turn.tx.drop_nudges(desk.community, Some(&desk.actor.account), desk.now, "declined").await?;
        }
        turn.commit().await?;
    }
    let lang = desk.actor.lang;
    Ok(match nudges_off {
        true => desk.say("nudge-off", &[("command", how(lang, "nudge off", ["aus", "off"]).into())]),
        false => desk.say("nudge-on", &[("command", how(lang, "nudge off", ["", ""]).into())]),
    }
    .into())
}

/// What the person asked for so far.
async fn state(desk: &Desk<'_>) -> Result<AccountState, Error> {
    Ok(desk.watch.store().read().await?.account(desk.community, &desk.actor.account).await?)
}
