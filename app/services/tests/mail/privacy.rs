//! Mail over TLS, with certificates made for the story: trusted ones, strangers’, and a server that would rather
//! talk in the open.

use std::sync::Arc;

use domain::mail::MailState;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, PKCS_ECDSA_P256_SHA256,
};
use services::{SmtpServer, Transport};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use super::{FROM, all, send_by, write};
use crate::support::{MailServer, Manners, Privately, World, both_databases};

both_databases!(
    mail_goes_out_in_private,
    a_stranger_gets_no_mail,
    nothing_falls_back_to_the_open,
);

/// Somebody who signs certificates.
struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).expect("no names");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).expect("a key");
        Self(CertifiedIssuer::self_signed(params, key).expect("signed by itself"))
    }

    fn pem(&self) -> Vec<u8> {
        self.0.pem().into_bytes()
    }

    /// What a server of this name does to a line.
    fn privately(&self, name: &str) -> Privately {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).expect("a key");
        let certificate = CertificateParams::new(vec![name.to_owned()])
            .expect("a name")
            .signed_by(&key, &self.0)
            .expect("signed");
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .expect("a certificate");
        let acceptor = TlsAcceptor::from(Arc::new(config));
        Arc::new(move |line| {
            let acceptor = acceptor.clone();
            Box::pin(async move {
                let behind = acceptor.accept(line).await.ok()?;
                Some(Box::new(behind) as _)
            })
        })
    }
}

/// A server on loopback with a certificate for this name.
async fn server(authority: &Authority, name: &str, from_the_start: bool) -> MailServer {
    MailServer::with(Manners {
        privately: Some(authority.privately(name)),
        from_the_start,
        ..Manners::default()
    })
    .await
}

fn way(server: &MailServer, from_the_start: bool, roots: &[Vec<u8>]) -> Transport {
    let url = if from_the_start {
        server.url.clone()
    } else {
        format!("{}?tls=required", server.url)
    };
    let server = SmtpServer {
        url: &url,
        extra_roots: roots,
    };
    Transport::to(server, FROM).expect("understood")
}

async fn mail_goes_out_in_private(world: World) {
    let authority = Authority::new();
    for from_the_start in [true, false] {
        let server = server(&authority, "127.0.0.1", from_the_start).await;
        write(&world, "ann@kent.example", "A note").await;
        let way = way(&server, from_the_start, &[authority.pem()]);
        send_by(&world.services, &way).await;
        let received = server.received();
        assert_eq!(received.len(), 1, "{:?}", all(&world).await);
        assert!(received[0].private);
        assert_eq!(received[0].to, "ann@kent.example");
    }
}

async fn a_stranger_gets_no_mail(world: World) {
    let (authority, stranger) = (Authority::new(), Authority::new());
    for from_the_start in [true, false] {
        // Nobody we trust; somebody we trust, and another’s name.
        for (signs, name) in [
            (&stranger, "127.0.0.1"),
            (&authority, "mail.elsewhere.example"),
        ] {
            let server = server(signs, name, from_the_start).await;
            write(&world, "ann@kent.example", "A note").await;
            let way = way(&server, from_the_start, &[authority.pem()]);
            send_by(&world.services, &way).await;
            assert_eq!(server.received().len(), 0);
            let mail = all(&world).await.remove(0);
            assert_eq!(mail.state, MailState::Retrying);
            let error = mail.error.unwrap_or_default();
            assert!(error.contains("certificate"), "{error}");
        }
    }
}

async fn nothing_falls_back_to_the_open(world: World) {
    // It has never heard of STARTTLS, and takes no TLS from the start either.
    let open = MailServer::with(Manners::default()).await;
    for from_the_start in [true, false] {
        let mut url = open.url.clone();
        if from_the_start {
            url = url.replace("smtp:", "smtps:");
        } else {
            url.push_str("?tls=required");
        }
        let server = SmtpServer {
            url: &url,
            extra_roots: &[],
        };
        let way = Transport::to(server, FROM)
            .expect("understood")
            .patient_for(std::time::Duration::from_secs(2));
        write(&world, "ann@kent.example", "A note").await;
        send_by(&world.services, &way).await;
        assert_eq!(open.received().len(), 0);
        assert_eq!(all(&world).await[0].state, MailState::Retrying);
    }
    for url in [
        "smtp://mail.example?tls=opportunistic",
        "smtp://user:secret@mail.example",
    ] {
        let server = SmtpServer {
            url,
            extra_roots: &[],
        };
        let refused = Transport::to(server, FROM).err().expect("is refused");
        assert!(!refused.to_string().contains("secret"), "{refused}");
    }
}
