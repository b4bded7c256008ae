//! Who is official.

use serde_json::{Value as Json, json};

use crate::domain::{AccountId, FUSE, Roster, Sender, SenderKind};
use crate::i18n::{self, label};

use super::{Command, Desk, Error, NAME, Reply, given, how, log, person};

/// `settings senders [list|add|remove] [account] [kind] [owner] [machine] [count]`
pub(in crate::commands) async fn senders(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    match given(command, "change") {
        Some("add") => add(desk, command).await,
        Some("remove") => remove(desk, command).await,
        _ => list(desk).await,
    }
}

async fn list(desk: &Desk<'_>) -> Result<Reply, Error> {
    let house = desk.house().await?;
    let command = how(desk.actor.lang, "settings senders", ["hinzu @name", "add @name"]);
    let senders = house.roster.senders();
    if senders.is_empty() {
        return Ok(desk.say("settings-senders-none", &[("command", command.into())]).into());
    }
    let mut lines = vec![desk.say("settings-senders-list", &[("n", senders.len().into())])];
    for sender in senders {
        lines.push(format!("- {}", told(desk, sender).await));
    }
    lines.push(desk.say("settings-change", &[("command", command.into())]));
    Ok(lines.join("\n").into())
}

async fn add(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    let (id, is_role) = who(desk, command, ["hinzu @name", "add @name"])?;
    // On Discord the role of everybody bears the id of the server.
    if ["everyone", "here", "room", "all", desk.community.as_str()].contains(&id.as_str()) {
        return Err(desk.mistake("settings-senders-everyone", &[]));
    }
    let kind = kind(command).unwrap_or(if is_role { SenderKind::Role } else { SenderKind::Account });
    let size = if kind == SenderKind::Role { Some(size(desk, command, &id).await?) } else { None };
    let mut turn = desk.watch.change(desk.community).await?;
    let roster = turn.tx.roster(desk.community).await?;
    let before = find(&roster, &id, Some(kind));
    let owner = given(command, "owner").map(|text| AccountId(bare(text).0));
    let sender = Sender {
        kind,
        owner: owner.or_else(|| before.and_then(|known| known.owner.clone())),
        machine: given(command, "machine").map_or(before.is_some_and(|known| known.machine), |text| text == "on"),
        id: id.clone(),
    };
    if kind == SenderKind::Webhook && sender.owner.is_none() && !sender.machine {
        let id = label(&id, NAME);
        let rest = [format!("hinzu {id} webhook besitzer:@name"), format!("add {id} webhook owner:@name")];
        let usage = how(desk.actor.lang, "settings senders", [&rest[0], &rest[1]]);
        let machine = how(
            desk.actor.lang,
            "settings senders",
            [&format!("hinzu {id} webhook automat:an"), &format!("add {id} webhook machine:on")],
        );
        return Err(
            desk.mistake("settings-senders-owner-missing", &[("owner", usage.into()), ("machine", machine.into())])
        );
    }
    if before != Some(&sender) {
        turn.tx.enrol(desk.community, &sender).await?;
        log(desk, &mut turn, ("sender", kind.name(), &id), before.map(written), Some(written(&sender))).await?;
        turn.commit().await?;
    }
    let added = desk.say("settings-senders-added", &[("sender", told(desk, &sender).await.into())]);
    Ok(size.map_or_else(|| added.clone(), |size| format!("{added} {size}")).into())
}

/// How many accounts a role has, in a sentence. One with many wants the number typed in, one of unknown size a number.
async fn size(desk: &Desk<'_>, command: &Command, role: &str) -> Result<String, Error> {
    let size = desk.platform.members(desk.community, role).await.ok().flatten();
    let known = find(&desk.house().await?.roster, role, Some(SenderKind::Role)).is_some();
    let typed = given(command, "count").and_then(|text| text.parse::<u64>().ok());
    let rest = [format!("hinzu <@&{role}> anzahl:…"), format!("add <@&{role}> count:…")];
    let usage = how(desk.actor.lang, "settings senders", [&rest[0], &rest[1]]);
    let [most, usage] = [("most", (FUSE as i64).into()), ("command", usage.into())];
    match size {
        Some(n) => {
            let n = ("n", (n as i64).into());
            if size > Some(FUSE) && !known && typed != size {
                return Err(desk.mistake("settings-senders-many", &[n, most, usage]));
            }
            Ok(desk.say("settings-senders-size", &[n]))
        }
        None if known || typed.is_some() => Ok(desk.say("settings-senders-size-unknown", &[])),
        None => Err(desk.mistake("settings-senders-size-missing", &[usage])),
    }
}

async fn remove(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    let (id, _) = who(desk, command, ["weg @name", "remove @name"])?;
    let mut turn = desk.watch.change(desk.community).await?;
    let roster = turn.tx.roster(desk.community).await?;
    let Some(sender) = find(&roster, &id, kind(command)) else {
        let list = how(desk.actor.lang, "settings senders", ["", ""]);
        return Err(
            desk.mistake("settings-senders-unknown", &[("name", label(&id, NAME).into()), ("command", list.into())])
        );
    };
    turn.tx.dismiss(desk.community, sender.kind, &id).await?;
    log(desk, &mut turn, ("sender", sender.kind.name(), &id), Some(written(sender)), None).await?;
    turn.commit().await?;
    Ok(desk.say("settings-senders-removed", &[("sender", named(desk, sender).await.into())]).into())
}

/// The account or role that is meant, and whether it was written as a role.
fn who(desk: &Desk<'_>, command: &Command, rest: [&str; 2]) -> Result<(String, bool), Error> {
    let text = given(command, "account").map(bare).filter(|(id, _)| !id.is_empty());
    text.ok_or_else(|| {
        let usage = how(desk.actor.lang, "settings senders", rest);
        desk.mistake("settings-senders-who", &[("command", usage.into())])
    })
}

/// An id without the platform's signs around it, and whether they are those of a role.
fn bare(text: &str) -> (String, bool) {
    let inner = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(text);
    // Matrix ids keep their sign: `@kim:example.org` names its server.
    let stripped = if inner.contains(':') { inner } else { inner.trim_start_matches('@') };
    let is_role = stripped.starts_with('&');
    (stripped.trim_start_matches(['&', '!']).to_owned(), is_role)
}

fn kind(command: &Command) -> Option<SenderKind> {
    given(command, "kind").and_then(SenderKind::from_name)
}

fn find<'r>(roster: &'r Roster, id: &str, kind: Option<SenderKind>) -> Option<&'r Sender> {
    roster.senders().iter().find(|sender| sender.id == id && kind.is_none_or(|kind| sender.kind == kind))
}

/// A sender as the log holds it.
pub(super) fn written(sender: &Sender) -> Json {
    json!({ "owner": sender.owner, "machine": sender.machine })
}

/// A sender's name.
pub(super) async fn named(desk: &Desk<'_>, sender: &Sender) -> String {
    let id = AccountId(sender.id.clone());
    match sender.kind {
        SenderKind::Account => person(desk, &id).await,
        SenderKind::Role => {
            let name = i18n::role(&desk.platform.name(desk.community, &id).await);
            desk.say("settings-senders-role", &[("name", name.into())])
        }
        SenderKind::Webhook => desk.say("settings-senders-webhook", &[("name", label(&sender.id, NAME).into())]),
    }
}

/// A sender with what is set of it.
async fn told(desk: &Desk<'_>, sender: &Sender) -> String {
    let mut text = named(desk, sender).await;
    if let Some(owner) = &sender.owner {
        text += &desk.say("settings-senders-owner", &[("name", person(desk, owner).await.into())]);
    }
    if sender.machine {
        text += &desk.say("settings-senders-machine", &[]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lose_the_signs_around_them() {
        let read = |text| (bare(text).0, bare(text).1);
        assert_eq!(read("<@42>"), ("42".into(), false));
        assert_eq!(read("<@!42>"), ("42".into(), false));
        assert_eq!(read("<@&7>"), ("7".into(), true));
        assert_eq!(read("@kim"), ("kim".into(), false));
        assert_eq!(read("@kim:example.org"), ("@kim:example.org".into(), false));
    }
}
