# Sets JAVA_HOME to a JDK 25: one that is installed, or Temurin in the user's cache, fetched on request.
# Else it ends the script that sources this, saying what to install.

# Temurin's own checksums, as Adoptium publishes them beside each archive.
temurin=25.0.4+7
temurin_sha256() {
    case $1 in
        x64_linux) echo e58fcdcd637b25c03ca84cbbcefc70d11efb8f4b4cbd05decc9f661769d77f94 ;;
        aarch64_linux) echo 621f7196f0b682fb557da58bec89bd7dfe5419811fe1c0ba75c9cc8432f084c7 ;;
        x64_mac) echo a5ac9c46dad47ac06df35e36d096913195d8da1f3f71918828bcc2cfe33869b7 ;;
        aarch64_mac) echo 5a101c54abf5a9f16c0f70d8c38ba99e6567c1ba213378f0bb04497284f051bd ;;
    esac
}

is_jdk_25() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -f "$1/release" ] &&
        grep -q '^JAVA_VERSION="25[."]' "$1/release"
}

java_on_path() {
    java=$(command -v java 2>/dev/null) || return 0
    while [ -L "$java" ]; do
        link=$(readlink "$java")
        case $link in
            /*) java=$link ;;
            *) java=$(dirname "$java")/$link ;;
        esac
    done
    dirname "$(dirname "$java")"
}

# Nothing where there is neither a cache nor a home.
fetched_jdks() {
    if [ -n "${XDG_CACHE_HOME:-}" ]; then
        printf '%s\n' "$XDG_CACHE_HOME/open-encoder/jdk"
    elif [ -n "${HOME:-}" ]; then
        printf '%s\n' "$HOME/.cache/open-encoder/jdk"
    fi
}

find_jdk() {
    mine=${HOME:-/nonexistent}
    fetched=$(fetched_jdks)/jdk-$temurin
    set -- \
        /usr/lib/jvm/* \
        /usr/java/* \
        /opt/java/* \
        /opt/*jdk* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "$mine"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        "$mine"/.sdkman/candidates/java/* \
        "$mine"/.jdks/* \
        "$mine"/.asdf/installs/java/* \
        "$mine"/.local/share/mise/installs/java/*
    # Another folder of JDKs than the usual ones.
    if [ -n "${OPENENCODER_JDKS:-}" ]; then set -- "$OPENENCODER_JDKS"/*; fi
    for candidate in \
        "${JAVA_HOME:-}" \
        "$(java_on_path)" \
        "$@" \
        "$fetched" \
        "$fetched/Contents/Home"; do
        if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
}

# As Temurin names it; nothing where it has no build, such as musl's.
platform() {
    case $(uname -m) in
        x86_64 | amd64) processor=x64 ;;
        aarch64 | arm64) processor=aarch64 ;;
        *) return ;;
    esac
    case $(uname -s) in
        Linux) if ! ls /lib/ld-musl-* >/dev/null 2>&1; then echo "${processor}_linux"; fi ;;
        Darwin) echo "${processor}_mac" ;;
    esac
}

advice() {
    id='' like='' version=''
    os_release=${OPENENCODER_OS_RELEASE:-/etc/os-release}
    if [ -r "$os_release" ]; then
        id=$(sed -n 's/^ID=//p' "$os_release" | tr -d '"')
        like=$(sed -n 's/^ID_LIKE=//p' "$os_release" | tr -d '"')
        version=$(sed -n 's/^VERSION_ID=//p' "$os_release" | tr -d '"')
    fi
    adoptium="  from Adoptium:  https://adoptium.net/temurin/releases/?version=25, then set JAVA_HOME"
    major=${version%%.*}
    if [ "$(uname -s)" = Darwin ]; then
        echo '  with Homebrew:  brew install openjdk@25'
    elif [ "$id" = debian ] && [ "${major:-0}" -lt 13 ] 2>/dev/null; then
        echo "  Debian $version has no JDK 25; packages.adoptium.net has temurin-25-jdk for it"
    elif [ "$id" = debian ] || { [ "$id" = ubuntu ] && [ "${major:-0}" -ge 22 ] 2>/dev/null; }; then
        echo '  on this system: apt install openjdk-25-jdk-headless'
    elif [ "$id" = fedora ] && [ "${major:-0}" -ge 43 ] 2>/dev/null; then
        echo '  on this system: dnf install java-25-openjdk-devel'
    elif [ "$id" = alpine ]; then
        echo '  on this system: apk add openjdk25-jdk (Alpine 3.23 or newer). The FFmpeg that comes'
        echo '                  with Open Encoder does not run on musl: set FFMPEG_PATH to one that does'
        return
    elif [ "$id" = arch ] || [ "$like" = arch ]; then
        echo '  on this system: pacman -S jdk25-openjdk'
    fi
    echo "$adoptium"
}

# To a file that is not there yet.
load() {
    if command -v curl >/dev/null 2>&1; then
        curl --fail --location --show-error --silent --retry 2 --output "$2" "$1"
    elif command -v wget >/dev/null 2>&1; then
        wget --quiet --output-document="$2" "$1"
    else
        echo 'Neither curl nor wget is there to fetch it with.' >&2
        return 1
    fi
}

sha256() {
    if command -v sha256sum >/dev/null 2>&1; then
        sha256sum "$1" | cut -d ' ' -f 1
    else
        shasum -a 256 "$1" | cut -d ' ' -f 1
    fi
}

# A mirror is named by OPENENCODER_JDK_URL, and another archive by its OPENENCODER_JDK_SHA256, too.
fetch_jdk() {
    name=OpenJDK25U-jdk_$(platform)_hotspot_$(echo "$temurin" | tr + _).tar.gz
    releases=https://github.com/adoptium/temurin25-binaries/releases/download
    url=${OPENENCODER_JDK_URL:-$releases/jdk-$(echo "$temurin" | sed 's/+/%2B/')/$name}
    wanted=${OPENENCODER_JDK_SHA256:-$(temurin_sha256 "$(platform)")}
    folder=$(fetched_jdks)
    mkdir -p "$folder" || return
    # Whole under its name, or not there: two may fetch at once.
    part=$(mktemp -d "$folder/.part-XXXXXX") || return
    echo "Fetching Temurin $temurin from $url ..." >&2
    if ! load "$url" "$part/archive"; then
        rm -rf "$part"
        return 1
    fi
    found=$(sha256 "$part/archive")
    if [ "$found" != "$wanted" ]; then
        rm -rf "$part"
        echo "It is not what was wanted: its SHA-256 is $found, not $wanted." >&2
        return 1
    fi
    mkdir "$part/jdk"
    if tar -xzf "$part/archive" -C "$part/jdk" --strip-components 1; then
        mv "$part/jdk" "$folder/jdk-$temurin" 2>/dev/null || true
    fi
    rm -rf "$part"
}

can_fetch() {
    [ -n "$(fetched_jdks)" ] && { [ -n "$(platform)" ] || [ -n "${OPENENCODER_JDK_URL:-}" ]; }
}

is_wanted() {
    if [ "${OPENENCODER_JDK:-}" = download ]; then return 0; fi
    [ -t 0 ] && [ -t 2 ] || return 1
    printf 'Open Encoder needs a JDK 25, and none is here. Fetch Temurin (140 MB) into\n%s? [y/N] ' \
        "$(fetched_jdks)" >&2
    read -r answer
    case $answer in [yY]*) return 0 ;; *) return 1 ;; esac
}

JAVA_HOME=$(find_jdk)
if [ -z "$JAVA_HOME" ] && can_fetch && is_wanted && fetch_jdk; then
    JAVA_HOME=$(find_jdk)
fi
if [ -z "$JAVA_HOME" ]; then
    {
        echo 'Open Encoder needs a JDK 25, and none was found in JAVA_HOME, on the PATH or in the usual'
        echo 'folders. Get one:'
        if can_fetch; then
            echo '  by this script: OPENENCODER_JDK=download, into your cache, for Open Encoder alone'
        fi
        advice
    } >&2
    exit 1
fi
export JAVA_HOME
