//! The program as it is started: it signs in, works, and ends when it is told to.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::model::Model;
use crate::wire::{TOKEN, Wire};

/// The program in an empty folder, with requests sent to the model.
pub(crate) fn program(folder: &std::path::Path, wire: &Wire, token: &str) -> Command {
    equipped(Command::new(env!("CARGO_BIN_EXE_punktum")), folder, wire, token)
}

/// What starts the program, with all that it is told.
pub(crate) fn equipped(mut command: Command, folder: &std::path::Path, wire: &Wire, token: &str) -> Command {
    let address = format!("http://{}", wire.plain);
    command.current_dir(folder).env_clear().env("DISCORD_API_URL", address).env("DISCORD_TOKEN_FILE", "token");
    std::fs::write(folder.join("token"), format!("{token}\n")).unwrap();
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What the program says when it ends with exit status 1.
async fn fails(mut command: Command) -> String {
    let done = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(1), "{said}");
    said
}

/// Waits until it is there.
async fn connected(model: &Model) {
    let begun = Instant::now();
    while !model.is_connected() {
        assert!(begun.elapsed() < Duration::from_secs(20), "it does not connect");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_refused_is_said() {
    let (model, folder) = (std::sync::Arc::new(Model::default()), tempfile::tempdir().unwrap());
    let wire = Wire::open(&model).await;
    let said = fails(program(folder.path(), &wire, "wrong")).await;
    assert!(said.contains("Discord does not take the token"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn intents_that_are_refused_are_said() {
    let (model, folder) = (std::sync::Arc::new(Model::default()), tempfile::tempdir().unwrap());
    let wire = Wire::open(&model).await;
    model.state().gateway.refuses = Some(4014);
    let said = fails(program(folder.path(), &wire, TOKEN)).await;
    assert!(said.contains("Message Content intent (4014)"), "{said}");
    assert!(said.contains("DISCORD_MESSAGE_CONTENT=off"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_intent_it_runs_and_says_so() {
    let (model, folder) = (std::sync::Arc::new(Model::default()), tempfile::tempdir().unwrap());
    let wire = Wire::open(&model).await;
    model.state().gateway.no_content = true;
    let mut command = program(folder.path(), &wire, TOKEN);
    let mut child = command.env("DISCORD_MESSAGE_CONTENT", "off").spawn().unwrap();
    connected(&model).await;
    assert_eq!(model.state().gateway.intents & (1 << 15), 0);
    child.kill().unwrap();
    let said = String::from_utf8(child.wait_with_output().unwrap().stderr).unwrap();
    assert!(said.contains("without the Message Content intent"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signal_ends_it_within_ten_seconds() {
    let (model, folder) = (std::sync::Arc::new(Model::default()), tempfile::tempdir().unwrap());
    let wire = Wire::open(&model).await;
    let mut child = program(folder.path(), &wire, TOKEN).spawn().unwrap();
    connected(&model).await;
    let told = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(told.success());
    let begun = Instant::now();
    let status = tokio::task::spawn_blocking(move || child.wait().unwrap()).await.unwrap();
    assert!(status.success() && begun.elapsed() < Duration::from_secs(10), "{status} after {:?}", begun.elapsed());
}

#[tokio::test]
async fn the_invitation_needs_an_id_or_a_token() {
    let run = |arguments: &[&str], token: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_punktum"));
        let done = command.env_clear().env("DISCORD_TOKEN", token).args(arguments).output().unwrap();
        (done.status.success(), String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap())
    };
    let (done, named, _) = run(&["invite", "42"], "");
    assert!(done && named.contains("client_id=42&scope=bot+applications.commands&permissions=117760"), "{named}");
    let (done, own, _) = run(&["invite"], "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.Gabcde.secret");
    assert!(done && own.contains("client_id=1234567890123456789&") && !own.contains("secret"), "{own}");
    let (done, _, said) = run(&["invite"], "");
    assert!(!done && said.contains("application id"), "{said}");
}
