//! What is kept: told, handed over, and erased, for a person or for the whole community.

use crate::domain::{AccountId, People};
use crate::handover;
use crate::i18n::{label, mention};
use crate::platform::{Button, File};
use crate::store::{Held, Person, Tx, Whose};
use crate::watch::House;

use super::about::{how, kept};
use super::settings::given;
use super::{Command, Desk, Error, Reply};

/// Platforms take files of ten megabytes; what is larger the operator hands over.
const MOST_BYTES: usize = 9_000_000;
/// Names in answers are cut here.
const NAME: usize = 60;

/// Whom it is about.
enum About {
    Community,
    Own,
    Other(AccountId),
}

/// `punktum privacy [export|erase] [account] [community] [confirm]`
pub(super) async fn privacy(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    let house = desk.house().await?;
    match command.text("action") {
        Some("export") => export(desk, &house, about(desk, command)?).await,
        Some("erase") => erase(desk, &house, command, about(desk, command)?).await,
        _ => Ok(kept(desk.actor.lang, house.settings.people, &house.settings.contact).into()),
    }
}

/// Everybody may ask for themselves; the rest is for admins.
fn about(desk: &Desk<'_>, command: &Command) -> Result<About, Error> {
    let about = if command.text("community") == Some("true") {
        About::Community
    } else {
        match given(command, "account").map(|typed| account(&desk.actor.account, typed)) {
            Some(Some(other)) => About::Other(other),
            Some(None) | None => return Ok(About::Own),
        }
    };
    if desk.actor.admin { Ok(about) } else { Err(desk.mistake("rights-admin", &[])) }
}

/// The account a person means; none when it is their own.
fn account(me: &AccountId, typed: &str) -> Option<AccountId> {
    // An id that names its server keeps its sign.
    let bare = || typed.trim_start_matches(['<', '@', '!']).trim_end_matches('>');
    let id = if typed.contains(':') { typed } else { bare() };
    let own = ["me", "ich"].contains(&id.to_lowercase().as_str()) || me.as_str() == id;
    (!own).then(|| AccountId::from(id))
}

async fn export(desk: &Desk<'_>, house: &House, about: About) -> Result<Reply, Error> {
    let mut tx = desk.watch.store().read().await?;
    let (account, text) = match &about {
        About::Community => {
            let file = everything(desk, house, &mut tx).await?;
            let key =
                if house.settings.people == People::Named { "privacy-export-all" } else { "privacy-export-unnamed" };
            let args = [
                ("brand", label(house.settings.brand.trim(), NAME).into()),
                ("command", how(desk.actor.lang, "punktum privacy", ["export", "export"]).into()),
            ];
            return Ok(Reply { text: desk.say(key, &args), files: vec![file], ..Reply::default() });
        }
        About::Own => (&desk.actor.account, desk.say("privacy-export-own", &[])),
        About::Other(_) if house.settings.people != People::Named => {
            return Err(desk.mistake("privacy-export-others", &[]));
        }
        About::Other(account) => {
            (account, desk.say("privacy-export-account", &[("name", name(desk, account).await.into())]))
        }
    };
    let (_, held) = own(desk, &mut tx, account).await?;
    if handover::is_nothing(&held) {
        return nothing(desk, &about).await;
    }
    let file = file(desk, &held, &[desk.community.as_str(), account.as_str()])?;
    Ok(Reply { text, files: vec![file], ..Reply::default() })
}

async fn erase(desk: &Desk<'_>, house: &House, command: &Command, about: About) -> Result<Reply, Error> {
    let (account, typed) = match &about {
        About::Community => return erase_all(desk, house, command).await,
        About::Own => (&desk.actor.account, "me"),
        About::Other(account) => (account, account.as_str()),
    };
    if given(command, "confirm").is_none() {
        let held = own(desk, &mut desk.watch.store().read().await?, account).await?.1;
        if handover::is_nothing(&held) {
            return nothing(desk, &about).await;
        }
        let text = match &about {
            About::Other(account) => {
                desk.say("privacy-erase-ask-account", &[("name", name(desk, account).await.into())])
            }
            _ => desk.say("privacy-erase-ask-own", &[]),
        };
        let action = format!("punktum privacy erase account:{typed} confirm:yes");
        let buttons = vec![Button { label: desk.say("privacy-erase-button", &[]), action }];
        return Ok(Reply { text, buttons, ..Reply::default() });
    }
    let mut turn = desk.watch.change(desk.community).await?;
    let person = desk.watch.person(&mut turn.tx, desk.community, account).await?;
    turn.tx.erase_account(desk.community, &person, desk.now).await?;
    turn.commit().await?;
    Ok(desk.say("privacy-erased", &[]).into())
}

/// The whole community goes as it does with `settings leave`.
async fn erase_all(desk: &Desk<'_>, house: &House, command: &Command) -> Result<Reply, Error> {
    let brand = house.settings.brand.trim();
    let Some(confirmed) = given(command, "confirm") else {
        let text = desk.say("privacy-erase-ask-all", &[("brand", label(brand, NAME).into())]);
        let action = "punktum privacy erase community:true confirm:".to_owned();
        let buttons = vec![Button { label: desk.say("privacy-erase-button-all", &[]), action }];
        return Ok(Reply { text, buttons, ..Reply::default() });
    };
    if !is_brand(house, confirmed) {
        let rest =
            ["löschen gemeinschaft:ja bestätigung", "erase community:true confirm"].map(|o| format!("{o}:{brand}"));
        let usage = how(desk.actor.lang, "punktum privacy", [&rest[0], &rest[1]]);
        return Err(desk.mistake("privacy-erase-wrong", &[("command", usage.into())]));
    }
    hand_over_and_erase(desk, house).await
}

/// Whether somebody typed the brand's name, as only who means the end does.
pub(super) fn is_brand(house: &House, typed: &str) -> bool {
    typed.trim().to_lowercase() == house.settings.brand.trim().to_lowercase()
}

/// Hands everything over, erases it and goes: what cannot be handed over is not erased.
pub(super) async fn hand_over_and_erase(desk: &Desk<'_>, house: &House) -> Result<Reply, Error> {
    let mut turn = desk.watch.change(desk.community).await?;
    let file = everything(desk, house, &mut turn.tx).await?;
    turn.tx.forget(desk.community).await?;
    turn.commit().await?;
    let brand = label(house.settings.brand.trim(), NAME);
    let text = desk.say("settings-leave-done", &[("brand", brand.into())]);
    Ok(Reply { text, files: vec![file], leaves: true, ..Reply::default() })
}

/// All rows of the community. Whom a judgement is about is told only where people are named.
async fn everything(desk: &Desk<'_>, house: &House, tx: &mut Tx) -> Result<File, Error> {
    let whose = if house.settings.people == People::Named { Whose::All } else { Whose::Unnamed };
    file(desk, &tx.held(desk.community, whose).await?, &[desk.community.as_str()])
}

async fn own(desk: &Desk<'_>, tx: &mut Tx, account: &AccountId) -> Result<(Person, Vec<Held>), Error> {
    let person = desk.watch.person(tx, desk.community, account).await?;
    let held = tx.held(desk.community, Whose::Own(&person)).await?;
    Ok((person, held))
}

fn file(desk: &Desk<'_>, held: &[Held], ids: &[&str]) -> Result<File, Error> {
    let bytes = handover::zip(&handover::files(held)).unwrap_or_default();
    if bytes.is_empty() || bytes.len() > MOST_BYTES {
        let command = format!("`punktum export {}`", desk.community.as_str().replace('`', ""));
        return Err(desk.mistake("privacy-too-large", &[("command", command.into())]));
    }
    Ok(File { name: format!("{}.zip", handover::name(ids)), bytes, alt: desk.say("settings-leave-file", &[]) })
}

async fn nothing(desk: &Desk<'_>, about: &About) -> Result<Reply, Error> {
    Ok(match about {
        About::Other(account) => desk.say("privacy-nothing-account", &[("name", name(desk, account).await.into())]),
        About::Own | About::Community => desk.say("privacy-nothing-own", &[]),
    }
    .into())
}

async fn name(desk: &Desk<'_>, account: &AccountId) -> String {
    mention(&desk.platform.name(desk.community, account).await)
}
