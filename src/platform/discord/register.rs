//! The table of commands as Discord registers it: English, with German beside it. It is sent as a whole, and only when it
//! changed.

use serde_json::{Value as Json, json};
use serenity::http::{Http, LightMethod, Request, Route};

use crate::commands::{self, ALL, Kind, Opt, Rights, Spec};
use crate::domain::{CommunityId, Lang};
use crate::i18n::say;
use crate::store::{Result, Store};

use super::complete;

/// Whose commands these are; no server has such an id.
const SELF: &str = "discord";
/// The place whose cursor is the hash of what was registered.
const PLACE: &str = "commands";
/// The right to manage a server.
const MANAGE_GUILD: u64 = 1 << 5;
/// The command that opens a form where it is given without its text.
pub(super) const FORM: &str = "draft";
/// The command whose pages take each other's place.
pub(super) const PAGES: &str = "setup";
/// What the menu of a message offers.
pub(super) const MENU: &str = "audit message";

/// Registers the commands unless they are registered already; a failure is answered.
pub(super) async fn register(store: &Store, http: &Http) -> Result<serenity::Result<()>> {
    let all = all();
    let hash = blake3::hash(all.to_string().as_bytes()).to_hex().to_string();
    let community = CommunityId::from(SELF);
    if store.read().await?.position(&community, PLACE).await?.as_deref() == Some(hash.as_str()) {
        return Ok(Ok(()));
    }
    // What comes back is not read: serenity might not know all of it.
    let Some(application_id) = http.application_id() else { return Ok(Ok(())) };
    let request = Request::new(Route::Commands { application_id }, LightMethod::Put);
    if let Err(failure) = http.request(request.body(Some(all.to_string().into_bytes()))).await {
        return Ok(Err(failure));
    }
    let mut tx = store.write().await?;
    tx.advance(&community, PLACE, &hash).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// All commands: one for each first word of the table, and the menu of a message.
pub(super) fn all() -> Json {
    let mut groups: Vec<(&str, Vec<&Spec>)> = Vec::new();
    for spec in ALL {
        let first = spec.path.split(' ').next().unwrap_or_default();
        match groups.iter_mut().find(|(name, _)| *name == first) {
            Some((_, specs)) => specs.push(spec),
            None => groups.push((first, vec![spec])),
        }
    }
    let menu = localised(json!({ "type": 3, "contexts": [0] }), "name", |lang| say(lang, "discord-menu-audit", &[]));
    groups.into_iter().map(|(_, specs)| group(&specs)).chain([menu]).collect()
}

fn group(specs: &[&Spec]) -> Json {
    let first = specs[0];
    let head = |lang: Lang| word(first, lang, 0);
    let mut command = localised(json!({ "type": 1, "contexts": [0] }), "name", head);
    // Discord hides what nobody but admins may use; the rights are checked again when it is used.
    if specs.iter().all(|spec| spec.rights == Rights::Admin) {
        command["default_member_permissions"] = MANAGE_GUILD.into();
    }
    if let ([only], false) = (specs, first.path.contains(' ')) {
        let command = localised(command, "description", |lang| described(only, lang));
        return with_options(command, only);
    }
    let command = localised(command, "description", |lang| {
        let all: Vec<String> = specs.iter().map(|spec| word(spec, lang, 1)).collect();
        short(&all.join(" · "))
    });
    let parts = specs.iter().map(|spec| {
        let part = localised(json!({ "type": 1 }), "name", |lang| word(spec, lang, 1));
        with_options(localised(part, "description", |lang| described(spec, lang)), spec)
    });
    let mut command = command;
    command["options"] = parts.collect();
    command
}

fn with_options(mut command: Json, spec: &Spec) -> Json {
    // Discord wants what must be given first.
    let (must, may): (Vec<&Opt>, Vec<&Opt>) = spec.options.iter().partition(|o| o.required);
    let options: Vec<Json> = must.into_iter().chain(may).map(|option| self::option(spec, option)).collect();
    if !options.is_empty() {
        command["options"] = options.into();
    }
    command
}

fn option(spec: &Spec, option: &Opt) -> Json {
    // What may be a role or a webhook as well as an account is written.
    let many = spec.options.iter().any(|o| o.name == "kind");
    let kind = match option.kind {
        Kind::Number(..) => 4,
        Kind::Channel => 7,
        Kind::Account if !(many && option.name == "account") => 6,
        _ => 3,
    };
    let mut json =
        localised(json!({ "type": kind }), "name", |lang| [option.german, option.name][lang as usize].to_owned());
    json = localised(json, "description", |lang| hint(option, lang));
    json["required"] = (option.required && spec.path != FORM).into();
    match option.kind {
        Kind::Number(low, high) => {
            json["min_value"] = low.into();
            json["max_value"] = high.into();
        }
        Kind::Choice(choices) => {
            let choice = |(english, german): &(&str, &str)| json!({ "name": english, "name_localizations": { "de": german }, "value": english });
            json["choices"] = choices.iter().map(choice).collect();
        }
        Kind::Channel => json["channel_types"] = json!([0, 5, 15]),
        Kind::Text if complete::completes(option) => json["autocomplete"] = true.into(),
        Kind::Text | Kind::Account => {}
    }
    json
}

/// What an option takes, in a few words.
fn hint(option: &Opt, lang: Lang) -> String {
    match option.kind {
        Kind::Number(low, high) => format!("{low}–{high}"),
        Kind::Choice(choices) => {
            short(&choices.iter().map(|c| [c.1, c.0][lang as usize]).collect::<Vec<_>>().join(", "))
        }
        Kind::Text | Kind::Channel | Kind::Account => [option.german, option.name][lang as usize].to_owned(),
    }
}

fn described(spec: &Spec, lang: Lang) -> String {
    short(&commands::words(spec, lang))
}

/// A word of a command's path.
fn word(spec: &Spec, lang: Lang, n: usize) -> String {
    [spec.german, spec.path][lang as usize].split(' ').nth(n).unwrap_or_default().to_owned()
}

/// Discord takes a hundred characters.
fn short(text: &str) -> String {
    if text.chars().count() <= 100 { text.to_owned() } else { text.chars().take(99).chain(['…']).collect() }
}

/// A text in English, and in German beside it.
fn localised(mut json: Json, field: &str, text: impl Fn(Lang) -> String) -> Json {
    json[field] = text(Lang::En).into();
    json[format!("{field}_localizations")] = json!({ "de": text(Lang::De) });
    json
}
