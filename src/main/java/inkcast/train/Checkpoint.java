package inkcast.train;

import inkcast.model.Weights;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;

/** The form of what is kept of a training: whose it is, the state itself, a checksum. */
final class Checkpoint {
  private static final String MAGIC = "inkcast checkpoint 2";

  private Checkpoint() {}

  /** Writes a state. */
  interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  static byte[] bytes(String identity, Writer state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(MAGIC);
    out.writeUTF(identity);
    state.write(out);
    out.writeLong(checksum(ByteBuffer.wrap(bytes.toByteArray())));
    return bytes.toByteArray();
  }

  /**
   * The state of a checkpoint.
   *
   * @throws IOException if it is damaged or not of this identity
   */
  static DataInputStream open(byte[] bytes, String identity) throws IOException {
    int length = bytes.length - Long.BYTES;
    if (length < 0
        || ByteBuffer.wrap(bytes).getLong(length) != checksum(ByteBuffer.wrap(bytes, 0, length))) {
      throw new IOException("checkpoint: damaged or no checkpoint at all");
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length));
    String magic = in.readUTF();
    if (!magic.equals(MAGIC)) {
      throw new IOException("checkpoint: expected " + MAGIC + ", found " + magic);
    }
    String found = in.readUTF();
    if (!found.equals(identity)) {
      throw new IOException(
          "checkpoint: of another training: expected " + identity + ", found " + found);
    }
    return in;
  }

  private static long checksum(ByteBuffer bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  /** Tells weights from others. */
  static String fingerprint(Weights w) {
    return fingerprint(
        List.of(w.inputKernel(), w.recurrentKernel(), w.bias(), w.outputKernel(), w.outputBias()));
  }

  /** Tells numbers from others. */
  static String fingerprint(List<float[]> arrays) {
    CRC32 crc = new CRC32();
    for (float[] array : arrays) {
      ByteBuffer bytes = ByteBuffer.allocate(array.length * Float.BYTES);
      bytes.asFloatBuffer().put(array);
      crc.update(bytes);
    }
    return "%08x".formatted(crc.getValue());
  }
}
