//! HTTP/1.1, with or without TLS: a request is checked against Discord's own schema, then the model answers it.

use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::{TOKEN, form, schema};
use crate::model::{Answer, Call, Model, What};

/// A connection that ends before its answer.
#[derive(Debug, thiserror::Error)]
#[error("dropped")]
struct Dropped;

pub(super) async fn serve(listener: TcpListener, tls: Option<TlsAcceptor>, model: Arc<Model>) {
    while let Ok((stream, _)) = listener.accept().await {
        let (model, tls) = (Arc::clone(&model), tls.clone());
        tokio::spawn(async move {
            match tls {
                None => talk(stream, model).await,
                Some(tls) => {
                    if let Ok(stream) = tls.accept(stream).await {
                        talk(stream, model).await;
                    }
                }
            }
        });
    }
}

async fn talk(stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, model: Arc<Model>) {
    let service = service_fn(move |request| answer(request, Arc::clone(&model)));
    let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn answer(request: Request<Incoming>, model: Arc<Model>) -> Result<Response<Full<Bytes>>, Dropped> {
    let (head, body) = request.into_parts();
    let header = |name: &str| head.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    let body = body.collect().await.map_err(|_| Dropped)?.to_bytes();
    let (json, files) = form::read(&header("content-type"), &body);
    let path = head.uri.path().strip_prefix("/api/v10").unwrap_or(head.uri.path()).to_owned();
    let query = head.uri.query().unwrap_or_default().to_owned();
    let call = Call { method: head.method.to_string(), path, query, body: json, files };
    let (route, wrong) = schema::check(&call);
    let wrong = wrong.or_else(|| betrays(&model, &call));
    model.state().wrong.extend(wrong);
    let fault = model.fault(&call.method, &route);
    if let Some(What::Slow(by)) = fault {
        tokio::time::sleep(Duration::from_millis(by)).await;
    }
    if fault == Some(What::DropUnread) {
        return Err(Dropped);
    }
    let known = header("authorization") == format!("Bot {TOKEN}") || route.contains("{interaction_token}");
    let given = match fault {
        Some(What::Fails(status)) => Answer::error(status, 0, "the server fails"),
        Some(What::Limits(scope, after)) => Answer::limited(scope, after),
        _ if !known => Answer::error(401, 0, "401: Unauthorized"),
        _ => model.limit(&call.method, &route, &call.path).unwrap_or_else(|| model.answer(&call, &route)),
    };
    if let Some(What::SlowTaken(by)) = fault {
        tokio::time::sleep(Duration::from_millis(by)).await;
    }
    if fault == Some(What::DropTaken) {
        return Err(Dropped);
    }
    let mut response = Response::builder().status(given.status).header("content-type", "application/json");
    for (name, value) in &given.headers {
        response = response.header(*name, value);
    }
    let body = if given.body.is_null() { Bytes::new() } else { Bytes::from(given.body.to_string()) };
    response.body(Full::new(body)).map_err(|_| Dropped)
}

/// A request that holds what none may hold.
fn betrays(model: &Model, call: &Call) -> Option<String> {
    let canary = model.state().canary?;
    let files = call.files.iter().map(|(name, bytes)| format!("{name}{}", String::from_utf8_lossy(bytes)));
    let all = format!("{}{}{}{}", call.path, call.query, call.body, files.collect::<String>());
    all.contains(canary).then(|| format!("{} {} holds what none may hold", call.method, call.path))
}
