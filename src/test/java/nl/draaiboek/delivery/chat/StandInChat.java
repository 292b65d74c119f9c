package nl.draaiboek.delivery.chat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import nl.draaiboek.delivery.Readiness;
import org.jspecify.annotations.Nullable;

/** A chat system in memory. Off until a test turns it on; can be told to be down, or to take a request and not answer. */
public final class StandInChat implements ChatSystem {

    private final Clock clock;
    private final Map<String, Channel> rooms = new LinkedHashMap<>();
    private final List<String> direct = new ArrayList<>();
    private final Map<String, String> statuses = new LinkedHashMap<>();
    private final Set<String> done = new TreeSet<>();
    private boolean on;
    private boolean down;
    private boolean mayNotMakeRooms;
    private boolean setsStatuses = true;
    private int doubts;
    private int downAfter;
    private int made;

    public StandInChat(Clock clock) {
        this.clock = clock;
    }

    /** A room as somebody in it sees it. */
    public static final class Channel {

        private String topic = "";
        private final Set<String> members = new TreeSet<>();
        private final List<Line> lines = new ArrayList<>();
        private boolean archived;

        public String topic() {
            return topic;
        }

        public Set<String> members() {
            return Set.copyOf(members);
        }

        public boolean archived() {
            return archived;
        }

        /** What was posted by us and still stands, without what is pinned. */
        public List<String> posts() {
            return texts(line -> line.sender == null && !line.pinned);
        }

        public List<String> pinned() {
            return texts(line -> line.pinned);
        }

        /** Who was mentioned, in the order of it. */
        public List<String> mentions() {
            return lines.stream()
                    .map(line -> line.mention)
                    .filter(java.util.Objects::nonNull)
                    .toList();
        }

        private List<String> texts(Predicate<Line> which) {
            return lines.stream().filter(which).map(line -> line.text).toList();
        }
    }

    private static final class Line {
        private final String id;
        private final Instant at;
        private final @Nullable String sender;
        private final @Nullable String mention;
        private String text;
        private boolean pinned;

        Line(String id, Instant at, @Nullable String sender, @Nullable String mention, String text) {
            this.id = id;
            this.at = at;
            this.sender = sender;
            this.mention = mention;
            this.text = text;
        }
    }

    public synchronized void turnOn() {
        on = true;
    }

    public synchronized void setDown(boolean down) {
        this.down = down;
    }

    /** It answers so many requests less one, and then goes down. */
    public synchronized void goesDownAtRequest(int request) {
        downAfter = request;
    }

    /** From now on the next so many requests are done and not answered. */
    public synchronized void leaveInDoubt(int requests) {
        doubts = requests;
    }

    public synchronized void lackPermission() {
        mayNotMakeRooms = true;
    }

    public synchronized void leaveStatusesAlone() {
        setsStatuses = false;
    }

    public synchronized void reset() {
        rooms.clear();
        direct.clear();
        statuses.clear();
        done.clear();
        on = false;
        down = false;
        mayNotMakeRooms = false;
        setsStatuses = true;
        doubts = 0;
        downAfter = 0;
        made = 0;
    }

    public synchronized Map<String, Channel> rooms() {
        return Map.copyOf(rooms);
    }

    /** @throws java.util.NoSuchElementException when there is none */
    public synchronized Channel room(String name) {
        return java.util.Optional.ofNullable(rooms.get(name)).orElseThrow();
    }

    /** Direct messages, each after whom it is for. */
    public synchronized List<String> direct() {
        return List.copyOf(direct);
    }

    public synchronized Map<String, String> statuses() {
        return Map.copyOf(statuses);
    }

    public synchronized int made() {
        return made;
    }

    /** Somebody types something. */
    public synchronized void typed(String room, String sender, String text) {
        var channel = room(room);
        channel.lines.add(new Line("m" + channel.lines.size(), clock.instant(), sender, null, text));
    }

    @Override
    public String name() {
        return "Stand-in";
    }

    @Override
    public synchronized Readiness readiness() {
        return on ? Readiness.ready() : Readiness.off("The stand-in of the chat is off.");
    }

    @Override
    public synchronized Room open(String name, String title) {
        reached();
        if (mayNotMakeRooms) {
            throw ChatFailure.refused("The bot may make no rooms.");
        }
        if (!rooms.containsKey(name)) {
            rooms.put(name, new Channel());
            made++;
        }
        answered();
        return new Room(name, "https://chat.waddenhost.example/" + name);
    }

    @Override
    public synchronized void topic(Room room, String topic) {
        reached();
        room(room.id()).topic = topic;
        answered();
    }

    @Override
    public synchronized void invite(Room room, String person) {
        reached();
        if (person.equals("@nobody")) {
            throw ChatFailure.refused("There is nobody of this name.");
        }
        room(room.id()).members.add(person);
        answered();
    }

    @Override
    public synchronized String say(String person, Post post) {
        reached();
        if (done.add(post.key())) {
            direct.add(person + ": " + post.text());
        }
        answered();
        return post.key();
    }

    @Override
    public synchronized String post(Room room, Post post) {
        reached();
        var channel = room(room.id());
        if (!post.again() || channel.lines.stream().noneMatch(line -> line.id.equals(post.key()))) {
            channel.lines.add(new Line(post.key(), clock.instant(), null, post.mention(), post.text()));
        }
        answered();
        return post.key();
    }

    @Override
    public synchronized String pin(Room room, @Nullable String before, Post post) {
        var id = before == null ? post(room, post) : before;
        reached();
        room(room.id()).lines.stream().filter(line -> line.id.equals(id)).forEach(line -> {
            line.text = post.text();
            line.pinned = true;
        });
        return id;
    }

    @Override
    public synchronized boolean status(String person, String text) {
        reached();
        if (setsStatuses) {
            statuses.put(person, text);
        }
        return setsStatuses;
    }

    @Override
    public synchronized void archive(Room room) {
        reached();
        room(room.id()).archived = true;
    }

    @Override
    public synchronized History history(Room room, @Nullable String after) {
        reached();
        var lines = room(room.id()).lines;
        var said = new ArrayList<Said>();
        for (var line : lines.subList(after == null ? 0 : Integer.parseInt(after), lines.size())) {
            if (line.sender != null) {
                said.add(new Said(
                        line.id,
                        line.at,
                        line.sender,
                        line.sender,
                        line.text,
                        "https://chat.waddenhost.example/" + line.id));
            }
        }
        return new History(said, Integer.toString(lines.size()), false);
    }

    @Override
    public History all(Room room, @Nullable String after) {
        return history(room, null);
    }

    private void reached() {
        if (downAfter > 0 && --downAfter == 0) {
            down = true;
        }
        if (down) {
            throw ChatFailure.down("The stand-in of the chat is down.", null);
        }
    }

    private void answered() {
        if (doubts > 0) {
            doubts--;
            throw ChatFailure.unknown("The stand-in of the chat did not answer.");
        }
    }
}
