# Finds a Python 3.12 or later and leaves its path in $python. A name on the PATH may be a shim that
# runs nothing, so each candidate is tried.

runs() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1
}

candidates() {
    [ -e .venv/unfinished ] || echo .venv/bin/python
    printf '%s\n' "${PYTHON:-}" python3.14 python3.13 python3.12 python3 python
    for versions in "${PYENV_ROOT:-/nonexistent}" "${HOME:-/nonexistent}/.pyenv"; do
        for minor in 14 13 12; do
            ls -d "$versions/versions/3.$minor".*/bin/python3 2>/dev/null || true
        done
    done
    uv python find '>=3.12' 2>/dev/null || true
}

find_python() {
    candidates | while IFS= read -r candidate; do
        if [ -n "$candidate" ] && runs "$candidate" </dev/null; then
            echo "$candidate"
            break
        fi
    done
}

python=$(find_python)
if [ -z "$python" ]; then
    echo "Harmonie a besoin de Python 3.12 ou plus récent, introuvable ici (ni dans PATH, ni chez pyenv, ni chez uv)." >&2
    echo "Installez-le, ou indiquez-le : PYTHON=/chemin/vers/python3.13 $0" >&2
    exit 1
fi
