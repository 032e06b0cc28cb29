"""Signatures by minisign: a detached file that says who vouches for another file, without a certificate authority.

In: a file, a key, words that are signed with it. Out: the signature's bytes, or whether a signature fits. The one
module that knows the extra `archive`. Signatures hold no clock: the same file and key give the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import minisign

SUFFIX = ".minisig"


class MissingSignerError(Exception):
    """The extra that signs is not installed."""


class SigningError(Exception):
    """The key cannot be used, or a signature does not fit. The text says why, in Chinese; it never has the password."""


class Key:
    """A secret key, opened."""

    def __init__(self, key: minisign.SecretKey) -> None:
        self._key = key

    def sign(self, path: Path, words: str) -> bytes:
        """The signature of a file; `words` are signed with it and shown by whoever verifies."""
        with path.open("rb") as file:
            return bytes(self._key.sign(file, trusted_comment=words)).rstrip(b"\n") + b"\n"


def open_key(path: Path, password: str) -> Key:
    """The key in a file as `minisign -G` makes it.

    Raises:
        MissingSignerError: the extra is missing.
        SigningError: there is no such key, or the password is wrong.
    """
    try:
        import minisign
    except ImportError:
        raise MissingSignerError from None
    try:
        key = minisign.SecretKey.from_file(path)
        if key.is_encrypted():
            key.decrypt(password)
    except OSError as error:
        raise SigningError(f"私钥文件不能读取：{error.strerror}") from None
    except minisign.ParseError:
        raise SigningError("私钥文件的格式不对，应为 minisign -G 生成的文件") from None
    except ValueError:
        raise SigningError("私钥的口令不对") from None
    return Key(key)


def verified_words(path: Path, signature: Path, public_key: str) -> str:
    """The words that were signed with a file. `public_key` is the key itself, or the path of its file.

    Raises:
        MissingSignerError: the extra is missing.
        SigningError: the signature is missing, or does not fit.
    """
    try:
        import minisign
    except ImportError:
        raise MissingSignerError from None
    try:
        named = Path(public_key)
        key = minisign.PublicKey.from_file(named) if named.is_file() else minisign.PublicKey.from_base64(public_key)
    except (OSError, ValueError):
        raise SigningError("公钥不能读取，应为 minisign 的公钥或者它的文件") from None
    try:
        found = minisign.Signature.from_file(signature)
        key.verify_file(path, found)
    except FileNotFoundError:
        raise SigningError(f"没有签名文件 {signature.name}") from None
    except minisign.VerifyError:
        raise SigningError("签名与文件或者公钥不符") from None
    except ValueError:
        raise SigningError(f"签名文件 {signature.name} 不能读取") from None
    return str(found.trusted_comment)
