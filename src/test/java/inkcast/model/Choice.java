package inkcast.model;

/** For a JVM of its own: prints which twin it takes, and why. */
final class Choice {
  private Choice() {}

  public static void main(String[] args) {
    System.out.println(Twin.choice());
  }
}
