#!/bin/sh
# Badge in two minutes: an issuer sets up a register and issues to a class, an employer checks a badge, the issuer takes
# badges back, a pipeline checks many.
#
# Every command is printed before it runs, so that it can be copied, and has to end with the exit status that it should.
# It works in a new folder, which is removed at the end. BADGE names the executable, if it is not the release build.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
badge=${BADGE:-$root/.build/release/badge}
case $badge in
  /*) ;;
  *) badge=$PWD/$badge ;;
esac
if [ ! -x "$badge" ]; then
  echo "There is no executable at $badge: build it first, with make build." >&2
  exit 2
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/badge-demo.XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
cd "$folder"

# The commands are those that a newcomer types, and no trust file of the person who runs this changes what they do.
mkdir .bin .home
ln -s "$badge" .bin/badge
PATH=$folder/.bin:$PATH
HOME=$folder/.home
export PATH HOME
unset XDG_CONFIG_HOME

say() {
  printf '\n'
  printf '%s\n' "$@" | sed 's/^/# /'
}

# run EXPECTED COMMAND: shows a line of shell, runs it, and ends the demo if its exit status is not the expected one.
run() {
  printf '$ %s\n' "$2"
  status=0
  eval "$2" || status=$?
  if [ "$status" -ne "$1" ]; then
    printf '\nDEMO FAILED: this command ended with exit status %s, where %s was expected:\n  %s\n' \
      "$status" "$1" "$2" >&2
    exit 1
  fi
  [ "$1" -eq 0 ] || printf '(exit status %s, as it should)\n' "$1"
}

year=$(date -u +%Y)
until=$((year + 4))-01-01
later=$((year + 5))-01-01

printf 'Badge issues, revokes and verifies Open Badges 3.0. No command here uses the network.\n'

say 'THE ISSUER' 'A university sets itself up once: a key, a register, a folder for status lists.' \
  'On a terminal badge would ask for all this, and for the passphrase; here a file has it.'
run 0 "(umask 077 && echo 'correct horse battery staple' > passphrase.txt)"
run 0 "badge init --name 'Example University' --url https://university.example \\
    --status-url https://university.example/status --passphrase-file passphrase.txt"

say 'The public half of the key is the identity that employers will know: a did:key.'
run 0 'badge key convert issuer.pem --to did --passphrase-file passphrase.txt -o issuer.did && cat issuer.did'

say 'It issues to a class: a template, and a roster with a person on each line. {{…}} are the columns.'
cp "$root/keys-sample/teamwork.json" "$root/keys-sample/roster.csv" .
run 0 'cat teamwork.json roster.csv'
run 0 "badge issue --template teamwork.json --csv roster.csv --valid-until $until -o badges/ \\
    --name-pattern '{{row}}-{{recipient}}.json' --passphrase-file passphrase.txt"
run 0 'cat badges/result.csv'

say 'A run that was interrupted is simply repeated: nobody gets a second badge.'
run 0 "badge issue --template teamwork.json --csv roster.csv --valid-until $until -o badges/ \\
    --name-pattern '{{row}}-{{recipient}}.json' --passphrase-file passphrase.txt"

say 'A roster with mistakes is refused as a whole, and every mistake is named.'
run 0 "printf 'email,role,project\nalice@example,Editor,\n' > wrong.csv"
run 1 'badge issue --template teamwork.json --csv wrong.csv -o badges/ --passphrase-file passphrase.txt'

say 'THE EMPLOYER' 'Alice applies. The employer knows the university and puts it on its list, under its own name for it.'
run 0 'cp badges/1-alice@example.org.json alice.json && cp badges/2-bob@example.org.json bob.json'
run 0 'badge trust add --trust issuers.json --name "Example University" "$(cat issuer.did)"'
run 0 'badge trust show --trust issuers.json'

say 'The status lists, which the university publishes on its web site, are here as the folder lists/.'
run 0 'badge verify alice.json --trust issuers.json --status lists/'

say 'Without them nobody can say whether the badge was revoked: undetermined, and that is no yes.'
run 3 'badge verify alice.json --trust issuers.json'

say 'Does it belong to the person who sent it?'
run 0 'badge verify alice.json --trust issuers.json --status lists/ --recipient email:alice@example.org'
run 1 'badge verify alice.json --trust issuers.json --status lists/ --recipient email:mallory@example.org'

say 'TAKING BADGES BACK' 'Bob has copied his work. The university revokes his badge, for ever, and publishes the list.'
run 0 "badge revoke bob.json --reason 'Copied from somebody else' --by Dean --passphrase-file passphrase.txt"
run 1 'badge verify bob.json --trust issuers.json --status lists/'
run 0 'badge verify alice.json --trust issuers.json --status lists/'

say 'There is a doubt about Alice, too: her badge is suspended, and good again when the doubt has gone.'
run 0 "badge suspend alice.json --reason 'Under review' --passphrase-file passphrase.txt"
run 1 'badge verify alice.json --trust issuers.json --status lists/'
run 0 "badge unsuspend alice.json --reason 'The review found nothing' --passphrase-file passphrase.txt"
run 0 'badge verify alice.json --trust issuers.json --status lists/'
run 1 'badge unsuspend bob.json --passphrase-file passphrase.txt'

say 'The register keeps who did what, when and why.'
run 0 'badge list'
run 0 'badge show bob.json'
run 0 'badge backup backup.sqlite && badge doctor'

say 'WHAT IS NOT ACCEPTED' 'Somebody makes more of the badge than it is: the signature does not fit any more.'
run 0 "sed 's/Editor/Director/' alice.json > tampered.json"
run 1 'badge verify tampered.json --trust issuers.json --status lists/'

say 'Or adds a line that no signature covers, since no context of the badge defines it: it is found, and told.'
run 0 "sed 's/\"role\":/\"grade\": \"A\", \"role\":/' alice.json > added.json"
run 1 'badge verify added.json --trust issuers.json --status lists/'

say 'Once it has expired it is rejected, and the report says why.'
run 1 "badge verify alice.json --trust issuers.json --status lists/ --at $later"

say 'Without a list of issuers badge does not know whom to believe. That is not the fault of the badge: undetermined.'
run 3 'badge verify alice.json --status lists/'

say 'What does a file say of itself? To look is not to trust.'
run 0 'badge inspect alice.json'

say 'And what exactly does its signature cover? Statements of linked data; these are some.'
run 0 "badge inspect --nquads alice.json | grep -E 'NOT|/name>|#role>'"

say 'THE PIPELINE' 'A folder of applications: one verdict a line, in order, for the next program. The worst one is the status.'
run 0 'mkdir applications && cp alice.json bob.json tampered.json applications/'
run 1 'badge verify --format jsonl --trust issuers.json --status lists/ applications/ > verdicts.jsonl'
run 0 "cut -c 1-144 verdicts.jsonl"

printf '\nEverything went as it should. What to do next:\n'
printf '  badge --help                the commands; each has --help with examples\n'
printf '  keys-sample/README.md       sample keys, a template and a signed badge to play with\n'
printf '  badge init                  a key and a register of your own\n'
