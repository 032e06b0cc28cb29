"""Opening a target: its settings and the environment's secrets to a Target.

In: TargetSettings, the environment. Out: a Target, and Secrets that can be taken out of whatever is printed. OpenDAL
and rclone are imported when a target needs them; where they are missing the message says what to install.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import msgspec

from gongkai.stages.publish.records import Target
from gongkai.stages.publish.settings import TargetSettings
from gongkai.workshop.stores import Store
from gongkai.workshop.stores.below import Below
from gongkai.workshop.stores.patient import Patient

_KEYS = {
    "s3": {"KEY_ID": "access_key_id", "KEY_SECRET": "secret_access_key", "TOKEN": "session_token"},
    "oss": {"KEY_ID": "access_key_id", "KEY_SECRET": "access_key_secret", "TOKEN": "security_token"},
    "cos": {"KEY_ID": "secret_id", "KEY_SECRET": "secret_key", "TOKEN": "security_token"},
    "obs": {"KEY_ID": "access_key_id", "KEY_SECRET": "secret_access_key"},
    "webdav": {"PASSWORD": "password"},
}
"""What OpenDAL calls what we call KEY_ID, KEY_SECRET, TOKEN and PASSWORD."""
_REQUIRED = {"KEY_ID", "KEY_SECRET"}
_SURROUNDINGS = {"s3": {"disable_config_load": "true", "disable_ec2_metadata": "true", "region": "auto"}}
"""Options that keep a service from looking for secrets of its own where nobody expects it."""


class NotOpenedError(Exception):
    """The target cannot be opened as things are. The message is Chinese, for an operator."""


class Secrets(msgspec.Struct, frozen=True):
    """What must never be printed."""

    values: tuple[str, ...]

    def conceal(self, text: str) -> str:
        for value in self.values:
            text = text.replace(value, "***")
        return text


def secrets_of(name: str, environment: Mapping[str, str]) -> tuple[dict[str, str], Secrets]:
    """The secrets for a target by their kind: `GONGKAI_<TARGET>_KEY_SECRET`, or `GONGKAI_KEY_SECRET` for all."""
    prefix = _prefix(name)
    found = {}
    for kind in ("KEY_ID", "KEY_SECRET", "TOKEN", "PASSWORD"):
        value = environment.get(prefix + kind) or environment.get(f"GONGKAI_{kind}")
        if value:
            found[kind] = value
    return found, Secrets(tuple(sorted(found.values(), key=len, reverse=True)))


def open_target(
    name: str, settings: TargetSettings, environment: Mapping[str, str], sleep: Callable[[float], None]
) -> Target:
    """The target as its settings say, with patience for the network."""
    secrets, _ = secrets_of(name, environment)
    store = Patient(_store(name, settings, secrets, settings.bucket, settings.prefix), sleep)
    place = settings.records
    if place.bucket and place.bucket != settings.bucket:
        return Target(name, store, Patient(_store(name, settings, secrets, place.bucket, place.prefix), sleep))
    return Target(name, store, Below(store, place.prefix))


def _store(name: str, settings: TargetSettings, secrets: Mapping[str, str], bucket: str, prefix: str) -> Store:
    if settings.kind == "rclone":
        return _by_rclone(settings, secrets, prefix)
    try:
        from gongkai.workshop.stores.opendal_store import OpendalStore
    except ModuleNotFoundError:
        raise NotOpenedError("发布到对象存储和 WebDAV 要先安装 opendal：pip install 'gongkai[publish]'") from None
    names = _KEYS[settings.kind]
    if missing := [_prefix(name) + kind for kind in names if kind in _REQUIRED and kind not in secrets]:
        raise NotOpenedError(f"没有密钥：请设置环境变量 {'、'.join(missing)}")
    options = {"endpoint": settings.endpoint, "root": f"/{prefix.lstrip('/')}", **_SURROUNDINGS.get(settings.kind, {})}
    given = {"bucket": bucket, "region": settings.region, "username": settings.user}
    options |= {option: value for option, value in given.items() if value}
    options |= {option: secrets[kind] for kind, option in names.items() if kind in secrets}
    return OpendalStore(settings.kind, options | settings.options)


def _by_rclone(settings: TargetSettings, secrets: Mapping[str, str], prefix: str) -> Store:
    from gongkai.workshop.stores.rclone_store import MissingRcloneError, RcloneStore

    names = {"KEY_ID": "access_key_id", "KEY_SECRET": "secret_access_key", "TOKEN": "session_token"}
    options = settings.options | {option: secrets[kind] for kind, option in names.items() if kind in secrets}
    try:
        return RcloneStore(settings.remote, options, secrets.get("PASSWORD", ""), prefix)
    except MissingRcloneError:
        raise NotOpenedError("用 rclone 发布要先安装它：pip install 'gongkai[publish-sftp]'") from None


def _prefix(name: str) -> str:
    return f"GONGKAI_{re.sub('[^A-Z0-9]', '_', name.upper())}_"
