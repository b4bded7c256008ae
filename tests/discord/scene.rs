//! The server Acme and its people, and how commands and messages look there.

use serde_json::{Value as Json, json};

use crate::model::{Channel, Guild, Member, Model, Role, User};

pub(crate) const GUILD: u64 = 1000;
pub(crate) const NEWS: u64 = 1001;
pub(crate) const TALK: u64 = 1002;
pub(crate) const STAFF: u64 = 1003;
pub(crate) const FORUM: u64 = 1004;
/// Official by its account.
pub(crate) const ANN: u64 = 201;
/// Official by a role.
pub(crate) const BEN: u64 = 202;
/// A member.
pub(crate) const TOM: u64 = 203;
/// Manages the server and posts nothing.
pub(crate) const BOSS: u64 = 204;
/// A webhook that Ann answers for.
pub(crate) const HOOK: u64 = 205;
pub(crate) const BRAND_ROLE: u64 = 301;
pub(crate) const BOSS_ROLE: u64 = 302;
/// A server with a stage, a floor, a staff channel, a forum, and people.
pub(crate) fn furnish(model: &Model) {
    let mut state = model.state();
    state.now = "2026-09-07T08:00:00Z".parse().unwrap();
    let role = |name: &str, permissions| Role { name: name.into(), permissions };
    let roles = [
        (GUILD, role("@everyone", 1 << 10 | 1 << 11)),
        (BRAND_ROLE, role("Brand", 0)),
        (BOSS_ROLE, role("Boss", 1 << 5)),
    ];
    let member = |roles: &[u64]| Member { roles: roles.to_vec() };
    let members = [(ANN, member(&[])), (BEN, member(&[BRAND_ROLE])), (TOM, member(&[])), (BOSS, member(&[BOSS_ROLE]))];
    let (roles, members) = (roles.into_iter().collect(), members.into_iter().collect());
    state.guilds.insert(GUILD, Guild { id: GUILD, name: "Acme".into(), locale: "en-US".into(), roles, members });
    for (id, name) in [(ANN, "ann"), (BEN, "ben"), (TOM, "tom"), (BOSS, "boss")] {
        state.users.insert(id, User { name: name.into(), locale: "en-US".into(), ..User::default() });
    }
    for (id, name, kind, quiet) in
        [(NEWS, "news", 5, true), (TALK, "talk", 0, false), (STAFF, "staff", 0, false), (FORUM, "ideas", 15, false)]
    {
        let guild = Some(GUILD);
        state.channels.insert(id, Channel { id, kind, name: name.into(), guild, quiet, ..Channel::default() });
    }
}

/// A message as people see it: text, then buttons.
pub(crate) fn shown(body: &Json) -> String {
    let embeds = body["embeds"].as_array().into_iter().flatten().filter_map(|embed| embed["description"].as_str());
    let texts: Vec<&str> = body["content"].as_str().into_iter().chain(embeds).filter(|text| !text.is_empty()).collect();
    let rows = body["components"].as_array().into_iter().flatten();
    let buttons = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
    let (mut lines, mut labels): (Vec<String>, Vec<String>) = (vec![texts.join("\n")], Vec::new());
    for part in buttons {
        match part["placeholder"].as_str() {
            Some(menu) => lines.push(format!("<{menu}: {}>", chosen(part).join(", "))),
            None => labels.push(format!("[{}]", part["label"].as_str().unwrap_or_default())),
        }
    }
    lines.extend((!labels.is_empty()).then(|| labels.join(" ")));
    lines.join("\n")
}

/// What is chosen in a menu.
fn chosen(menu: &Json) -> Vec<&str> {
    let options = menu["options"].as_array().into_iter().flatten().filter(|option| option["default"] == true);
    let values = menu["default_values"].as_array().into_iter().flatten();
    options.map(|o| &o["label"]).chain(values.map(|v| &v["id"])).filter_map(Json::as_str).collect()
}

/// A command as Discord's client sends it, from the registered ones: `settings senders change:list`.
pub(crate) fn typed(commands: &Json, line: &str) -> Json {
    let mut words = line.split_whitespace().peekable();
    let name = words.next().unwrap();
    let known = |all: &Json, name: &str| -> Json {
        let found = all.as_array().and_then(|all| all.iter().find(|one| one["name"] == name));
        found.unwrap_or_else(|| panic!("{name} is not registered")).clone()
    };
    let command = known(commands, name);
    let sub = words.next_if(|word| !word.contains(':'));
    let own = sub.map_or_else(|| command.clone(), |sub| known(&command["options"], sub));
    let mut options: Vec<Json> = Vec::new();
    for word in words {
        match word
            .split_once(':')
            .filter(|(name, _)| own["options"].to_string().contains(&format!("\"name\":\"{name}\"")))
        {
            Some((name, value)) => {
                let kind = known(&own["options"], name)["type"].clone();
                let value = if kind == 4 { json!(value.parse::<i64>().unwrap()) } else { json!(value) };
                options.push(json!({ "name": name, "type": kind, "value": value }));
            }
            None => {
                let last = options.last_mut().unwrap();
                last["value"] = format!("{} {word}", last["value"].as_str().unwrap()).into();
            }
        }
    }
    let options = match sub {
        Some(sub) => json!([{ "type": 1, "name": sub, "options": options }]),
        None => options.into(),
    };
    json!({ "id": "1", "name": name, "type": 1, "options": options })
}
