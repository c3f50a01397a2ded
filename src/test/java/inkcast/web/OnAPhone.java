package inkcast.web;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** Tests of a page in a real browser of a phone's size, which all tests of a class share. */
@Tag("peer")
abstract class OnAPhone {
  static Browser phone;

  @BeforeAll
  static void openBrowser() {
    Browser.assumeInstalled();
    phone = Browser.phone();
  }

  @AfterAll
  static void closeBrowser() {
    if (phone != null) {
      phone.close();
    }
  }
}
