//! Every request is held against Discord's published OpenAPI description where that lies beside the project: path, method
//! and body. A request that does not fit fails the test in whose process it was made.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{LazyLock, Mutex, PoisonError};

use serde_json::Value as Json;

use crate::model::Call;

static SPEC: LazyLock<Option<Json>> = LazyLock::new(|| {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/discord-openapi.json");
    Some(serde_json::from_slice(&std::fs::read(file).ok()?).expect("the description is JSON"))
});
/// How often each route was used.
static CHECKED: Mutex<BTreeMap<String, u32>> = Mutex::new(BTreeMap::new());

/// Checks a request; answers its route, such as `/channels/{channel_id}/messages`, and what does not fit.
pub(crate) fn check(call: &Call) -> (String, Option<String>) {
    let Some(spec) = SPEC.as_ref() else { return (guess(&call.path), None) };
    let body: String = call.body.to_string().chars().take(300).collect();
    let told = |why: &str| Some(format!("{} {}: {why}\n{body}", call.method, call.path));
    let Some((route, item)) = find(spec, &call.path) else { return (guess(&call.path), told("no such path")) };
    let Some(operation) = item.get(call.method.to_lowercase()) else { return (route, told("no such method")) };
    let mut checked = CHECKED.lock().unwrap_or_else(PoisonError::into_inner);
    *checked.entry(format!("{} {route}", call.method)).or_default() += 1;
    let schema = operation.pointer("/requestBody/content/application~1json/schema");
    let wrong = schema.and_then(|schema| fits(spec, schema, &call.body, "body").err());
    (route, wrong.and_then(|why| told(&why)))
}

/// What a test run says at its end: how many requests of how many routes were checked so far.
pub(crate) fn report() -> String {
    if SPEC.is_none() {
        return "SKIPPED: the check of requests (Discord's OpenAPI description is not there)".to_owned();
    }
    let checked = CHECKED.lock().unwrap_or_else(PoisonError::into_inner);
    let requests: u32 = checked.values().sum();
    format!("{requests} requests of {} distinct routes were checked", checked.len())
}

/// The path of the description that fits best: the one with the fewest parameters.
fn find<'a>(spec: &'a Json, path: &str) -> Option<(String, &'a Json)> {
    let given: Vec<&str> = path.split('/').collect();
    let fits = |template: &str| {
        let parts: Vec<&str> = template.split('/').collect();
        parts.len() == given.len() && parts.iter().zip(&given).all(|(p, g)| p.starts_with('{') || p == g)
    };
    let all = spec["paths"].as_object()?.iter().filter(|(template, _)| fits(template));
    all.min_by_key(|(template, _)| template.matches('{').count()).map(|(t, item)| (t.clone(), item))
}

/// A route without the description: numbers are parameters named as Discord names them.
fn guess(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    let name = |n: usize| match (parts[n - 1], n) {
        ("channels", _) => Some("{channel_id}"),
        ("guilds", _) => Some("{guild_id}"),
        ("applications", _) => Some("{application_id}"),
        ("members", _) => Some("{user_id}"),
        ("messages", _) if parts[n] != "@original" => Some("{message_id}"),
        ("webhooks", _) => Some("{webhook_id}"),
        ("interactions", _) => Some("{interaction_id}"),
        (_, 3) if ["webhooks", "interactions"].contains(&parts[1]) => {
            Some(if parts[1] == "webhooks" { "{webhook_token}" } else { "{interaction_token}" })
        }
        _ => None,
    };
    let named = (0..parts.len()).map(|n| if n == 0 { "" } else { name(n).unwrap_or(parts[n]) });
    named.collect::<Vec<_>>().join("/")
}

/// Whether a value fits a schema; else where and why not.
fn fits(spec: &Json, schema: &Json, value: &Json, at: &str) -> Result<(), String> {
    if let Some(name) = schema["$ref"].as_str() {
        let target = spec.pointer(name.trim_start_matches('#')).ok_or(format!("{name} is not described"))?;
        return fits(spec, target, value, at);
    }
    for part in list(schema, "allOf") {
        fits(spec, part, value, at)?;
    }
    for any in ["oneOf", "anyOf"] {
        let choices = list(schema, any);
        let tried: Vec<String> = choices.iter().filter_map(|choice| fits(spec, choice, value, at).err()).collect();
        if !choices.is_empty() && tried.len() == choices.len() {
            return Err(format!("{at} fits none of its forms: {}", tried.join(" | ")));
        }
    }
    is_of_type(schema, value, at)?;
    let allowed = list(schema, "enum");
    if !allowed.is_empty() && !allowed.contains(value) || schema.get("const").is_some_and(|only| only != value) {
        return Err(format!("{at} is {value}, which is none of its values"));
    }
    match value {
        Json::String(text) => within(schema, "Length", text.chars().count() as f64, at)?,
        Json::Number(n) => within(schema, "imum", n.as_f64().unwrap_or_default(), at)?,
        Json::Array(items) => {
            within(schema, "Items", items.len() as f64, at)?;
            for (n, item) in items.iter().enumerate() {
                fits(spec, &schema["items"], item, &format!("{at}[{n}]"))?;
            }
        }
        Json::Object(fields) => {
            within(schema, "Properties", fields.len() as f64, at)?;
            for name in list(schema, "required").iter().filter_map(Json::as_str) {
                if !fields.contains_key(name) {
                    return Err(format!("{at}.{name} is missing"));
                }
            }
            for (name, field) in fields {
                let own = schema["properties"].get(name).or_else(|| schema.get("additionalProperties"));
                match own {
                    Some(Json::Bool(false)) => return Err(format!("{at}.{name} is unknown")),
                    Some(own @ Json::Object(_)) => fits(spec, own, field, &format!("{at}.{name}"))?,
                    _ => {}
                }
            }
        }
        _ => {}
    }
    Ok(())
}

fn list<'a>(schema: &'a Json, name: &str) -> &'a [Json] {
    schema.get(name).and_then(Json::as_array).map_or(&[], Vec::as_slice)
}

fn is_of_type(schema: &Json, value: &Json, at: &str) -> Result<(), String> {
    let named = |name: &str| match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        _ => value.is_object(),
    };
    let good = match &schema["type"] {
        Json::String(name) => named(name),
        Json::Array(names) => names.iter().filter_map(Json::as_str).any(named),
        _ => true,
    };
    let is_snowflake = || value.as_str().is_some_and(|s| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit()));
    if !good || (schema["format"] == "snowflake" && value.is_string() && !is_snowflake()) {
        return Err(format!("{at} is {value} and should be {} {}", schema["type"], schema["format"]));
    }
    Ok(())
}

fn within(schema: &Json, what: &str, size: f64, at: &str) -> Result<(), String> {
    let bound = |side: &str| schema.get(format!("{side}{what}")).and_then(Json::as_f64);
    if bound("min").is_some_and(|low| size < low) || bound("max").is_some_and(|high| size > high) {
        return Err(format!("{at} has {size}, which is too little or too much"));
    }
    Ok(())
}

#[test]
fn what_does_not_fit_is_told() {
    let Some(spec) = SPEC.as_ref() else { return };
    let schema = &spec["components"]["schemas"]["MessageCreateRequest"];
    let check = |body: Json| fits(spec, schema, &body, "body").err().unwrap_or_default();
    let one = serde_json::json!({ "content": "Hi", "nonce": "a", "allowed_mentions": { "parse": [] } });
    assert_eq!(check(one), "");
    assert!(check(serde_json::json!({ "content": 1 })).starts_with("body.content is 1"));
    assert!(check(serde_json::json!({ "content": "x".repeat(4001) })).contains("too much"));
    let bad_button = serde_json::json!({ "components": [{ "type": 1, "components": [{ "type": 2, "style": 9 }] }] });
    assert!(check(bad_button).contains("fits none of its forms"));
    assert_eq!(
        find(spec, "/channels/1/messages/2").map(|(route, _)| route).as_deref(),
        Some("/channels/{channel_id}/messages/{message_id}")
    );
    assert_eq!(guess("/channels/1/messages"), "/channels/{channel_id}/messages");
    assert_eq!(guess("/interactions/1/abc/callback"), "/interactions/{interaction_id}/{interaction_token}/callback");
}
