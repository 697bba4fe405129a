// OpenSSL's libcrypto as Badge uses it: digests, Ed25519, ECDSA with P-256, RSA, key files.
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

// A macro of macros, which Swift does not import.
static const int BadgePublicKeySelection = EVP_PKEY_PUBLIC_KEY;
