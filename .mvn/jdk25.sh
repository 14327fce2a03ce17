# Sets JAVA_HOME to a JDK 25, or ends the script that sources this, saying what to install.

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

find_jdk() {
    for candidate in \
        "${JAVA_HOME:-}" \
        "$(java_on_path)" \
        /usr/lib/jvm/* \
        /usr/java/* \
        /opt/java/* \
        /opt/*jdk* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        "$HOME"/.sdkman/candidates/java/* \
        "$HOME"/.jdks/* \
        "$HOME"/.asdf/installs/java/* \
        "$HOME"/.local/share/mise/installs/java/*; do
        if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
}

JAVA_HOME=$(find_jdk)
if [ -z "$JAVA_HOME" ]; then
    cat >&2 <<'MISSING'
Open Encoder needs a JDK 25, and none was found in JAVA_HOME, on the PATH or in the usual folders.
  macOS:          brew install openjdk@25
  Debian, Ubuntu: apt install openjdk-25-jdk   (or temurin-25-jdk from packages.adoptium.net)
  Fedora:         dnf install java-25-openjdk-devel
  anywhere:       https://adoptium.net/temurin/releases/?version=25, then set JAVA_HOME
MISSING
    exit 1
fi
export JAVA_HOME
