//! Stages, floors and the staff channel.

use serde_json::json;

use crate::domain::ChannelId;
use crate::store::Channel;
use crate::watch::House;

use super::{Command, Desk, Error, Reply, find_channel, given, how, log, set, shown, shown_all};

/// `settings channels [channel] [stage|floor|staff]`
pub(in crate::commands) async fn channels(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    let house = desk.house().await?;
    let usage = || how(desk.actor.lang, "settings channels", ["#news bühne", "#news stage"]);
    let Some(name) = given(command, "channel") else {
        if given(command, "use").is_some() {
            return Err(desk.mistake("settings-channels-which", &[("command", usage().into())]));
        }
        let of = |stage: bool| shown_all(&house, house.channels().filter(|c| c.stage == stage).map(|c| &c.id));
        let args = [
            ("stages", of(true).into()),
            ("floors", of(false).into()),
            ("staff", shown_all(&house, &house.settings.staff_channel).into()),
            ("command", usage().into()),
        ];
        return Ok(desk.say("settings-channels-list", &args).into());
    };
    let id = find_channel(desk, &house, name)?;
    match given(command, "use") {
        None => {}
        Some("staff") => {
            let mut turn = desk.watch.change(desk.community).await?;
            set(desk, &mut turn, "staff_channel", &json!(id)).await?;
            turn.commit().await?;
        }
        Some(kind) => set_stage(desk, &id, kind == "stage").await?,
    }
    let house = desk.house().await?;
    Ok(state(desk, &house, &id).into())
}

async fn set_stage(desk: &Desk<'_>, id: &ChannelId, stage: bool) -> Result<(), Error> {
    let mut turn = desk.watch.change(desk.community).await?;
    if let Some(before) = turn.tx.channel(desk.community, id).await?.filter(|channel| channel.stage != stage) {
        let after = Channel { stage, ..before.clone() };
        turn.tx.put_channel(desk.community, &after).await?;
        let json = |channel: &Channel| Some(json!({ "name": channel.name, "stage": channel.stage }));
        log(desk, &mut turn, ("channel", "", id.as_str()), json(&before), json(&after)).await?;
        turn.commit().await?;
    }
    Ok(())
}

/// What a channel is, in a sentence or two.
fn state(desk: &Desk<'_>, house: &House, id: &ChannelId) -> String {
    let args = [("channel", shown(house, id).into())];
    let key = if house.is_stage(id) { "settings-channels-stage" } else { "settings-channels-floor" };
    let mut text = desk.say(key, &args);
    if house.settings.staff_channel.as_ref() == Some(id) {
        text = format!("{text}\n{}", desk.say("settings-channels-staff", &args));
    }
    text
}
