package inkcast.app;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** Counts this JVM's collections, and how long the longest paused it, from when it is made. */
final class GarbageWatch implements NotificationListener, AutoCloseable {
  private long collections;
  private long longestMillis;

  /** Begins to watch. */
  GarbageWatch() {
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) bean).addNotificationListener(this, null, null);
    }
  }

  /** On a thread of the JVM. */
  @Override
  public synchronized void handleNotification(Notification notification, Object unused) {
    if (notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      var info = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
      collections++;
      longestMillis = Math.max(longestMillis, info.getGcInfo().getDuration());
    }
  }

  /** How many there were. */
  synchronized long collections() {
    return collections;
  }

  /** The longest, to a millisecond; 0 if there was none. */
  synchronized long longestMillis() {
    return longestMillis;
  }

  @Override
  public void close() {
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      try {
        ((NotificationEmitter) bean).removeNotificationListener(this);
      } catch (JMException e) {
        throw new AssertionError("it was added", e);
      }
    }
  }
}
