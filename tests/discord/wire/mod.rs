//! The skin over the model: it speaks HTTP behind TLS and the gateway's WebSocket, on loopback.

mod form;
mod http;
pub(crate) mod schema;
mod socket;
mod tls;

use std::net::SocketAddr;
use std::sync::Arc;

use serenity::http::{Http, HttpBuilder};
use tokio::net::TcpListener;

use crate::model::Model;

/// The token the model takes.
pub(crate) const TOKEN: &str = "MTAwMDAwMDAwMDAwMDAwMDAw.Gabcde.a-token-for-tests-alone";

/// Where the model can be reached.
pub(crate) struct Wire {
    tls: SocketAddr,
    /// The same without TLS, for a program that is told of it by `DISCORD_API_URL`.
    pub(crate) plain: SocketAddr,
    authority: String,
}

impl Wire {
    /// Opens the doors of a model.
    pub(crate) async fn open(model: &Arc<Model>) -> Self {
        let listen = || async { TcpListener::bind("127.0.0.1:0").await.unwrap() };
        let (tls, plain, socket) = (listen().await, listen().await, listen().await);
        let (acceptor, authority) = tls::identity();
        let wire = Self { tls: tls.local_addr().unwrap(), plain: plain.local_addr().unwrap(), authority };
        model.state().gateway.url = format!("ws://{}", socket.local_addr().unwrap());
        tokio::spawn(http::serve(tls, Some(acceptor), Arc::clone(model)));
        tokio::spawn(http::serve(plain, None, Arc::clone(model)));
        tokio::spawn(socket::serve(socket, Arc::clone(model)));
        wire
    }

    /// serenity's own client as it ships, rate limiter and all; only the name `discord.com` leads here.
    pub(crate) fn http(&self, token: &str) -> Http {
        let trusted = reqwest::Certificate::from_pem(self.authority.as_bytes()).unwrap();
        let client = reqwest::Client::builder()
            .use_rustls_tls()
            .add_root_certificate(trusted)
            .resolve("discord.com", self.tls)
            .build()
            .unwrap();
        HttpBuilder::new(token).client(client).build()
    }
}
