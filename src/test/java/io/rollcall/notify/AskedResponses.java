package io.rollcall.notify;

import io.rollcall.group.Responses;
import java.time.Duration;
import java.util.List;

/** Writes down what it is asked, and says that it is done. */
record AskedResponses(List<String> asked) implements Responses {
    @Override
    public Answer acknowledge(String topic, String who, String over) {
        return answer("acknowledge", topic, who, over);
    }

    @Override
    public Answer escalate(String topic, String who, String over) {
        return answer("escalate", topic, who, over);
    }

    @Override
    public Answer silence(String topic, Duration howLong, String who, String over) {
        return answer(howLong.toString(), topic, who, over);
    }

    @Override
    public Answer release(String topic, String who, String over) {
        return answer("release", topic, who, over);
    }

    private Answer answer(String what, String topic, String who, String over) {
        asked.add(what + " " + topic + " " + who + " " + over);
        return new Answer(!topic.equals("gone"), topic + (topic.equals("gone") ? " has ended." : " done."));
    }
}
