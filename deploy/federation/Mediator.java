import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Executors;
import org.eclipse.rdf4j.federated.FedXConfig;
import org.eclipse.rdf4j.federated.FedXFactory;
import org.eclipse.rdf4j.query.BooleanQuery;
import org.eclipse.rdf4j.query.GraphQuery;
import org.eclipse.rdf4j.query.MalformedQueryException;
import org.eclipse.rdf4j.query.Query;
import org.eclipse.rdf4j.query.QueryInterruptedException;
import org.eclipse.rdf4j.query.TupleQuery;
import org.eclipse.rdf4j.query.resultio.sparqljson.SPARQLBooleanJSONWriter;
import org.eclipse.rdf4j.query.resultio.sparqljson.SPARQLResultsJSONWriter;
import org.eclipse.rdf4j.repository.Repository;
import org.eclipse.rdf4j.repository.RepositoryConnection;
import org.eclipse.rdf4j.rio.ntriples.NTriplesWriter;

/** Answers SPARQL queries over several servers, by RDF4J FedX: Mediator PORT SECONDS ENDPOINT... */
public final class Mediator {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String RESULTS = "application/sparql-results+json";

  private Mediator() {}

  public static void main(String[] words) throws IOException {
    if (words.length < 3) {
      System.err.println("usage: Mediator PORT SECONDS ENDPOINT...");
      System.exit(2);
    }
    FedXConfig config = new FedXConfig().withEnforceMaxQueryTime(Integer.parseInt(words[1]));
    Repository shards =
        FedXFactory.newFederation()
            .withSparqlEndpoints(Arrays.asList(words).subList(2, words.length))
            .withConfig(config)
            .create();
    InetSocketAddress here =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words[0]));
    HttpServer server = HttpServer.create(here, 0);
    server.createContext("/sparql", exchange -> answer(exchange, shards));
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.start();
    System.err.println("answers at http://127.0.0.1:" + words[0] + "/sparql");
  }

  private static void answer(HttpExchange exchange, Repository shards) throws IOException {
    try (exchange) {
      String asked = query(exchange);
      if (asked == null) {
        reply(exchange, 400, "text/plain", "the query is missing".getBytes(StandardCharsets.UTF_8));
        return;
      }
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      try (RepositoryConnection connection = shards.getConnection()) {
        reply(exchange, 200, evaluate(connection.prepareQuery(asked), body), body.toByteArray());
      } catch (MalformedQueryException error) {
        reply(exchange, 400, "text/plain", words(error));
      } catch (QueryInterruptedException error) {
        reply(exchange, 504, "text/plain", words(error));
      } catch (RuntimeException error) {
        reply(exchange, 500, "text/plain", words(error));
      }
    }
  }

  /** Writes the result of a query, and returns its media type. */
  private static String evaluate(Query query, ByteArrayOutputStream body) {
    if (query instanceof TupleQuery select) {
      select.evaluate(new SPARQLResultsJSONWriter(body));
      return RESULTS;
    }
    if (query instanceof BooleanQuery ask) {
      new SPARQLBooleanJSONWriter(body).handleBoolean(ask.evaluate());
      return RESULTS;
    }
    ((GraphQuery) query).evaluate(new NTriplesWriter(body));
    return "application/n-triples";
  }

  /** Returns the query of a request of the SPARQL Protocol; null if it has none. */
  private static String query(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type != null && type.startsWith("application/sparql-query")) {
      return body;
    }
    String form = type != null && type.startsWith(FORM) ? body : exchange.getRequestURI().getRawQuery();
    for (String pair : form == null ? new String[0] : form.split("&")) {
      if (pair.startsWith("query=")) {
        return URLDecoder.decode(pair.substring("query=".length()), StandardCharsets.UTF_8);
      }
    }
    return null;
  }

  private static byte[] words(Exception error) {
    return String.valueOf(error.getMessage()).getBytes(StandardCharsets.UTF_8);
  }

  private static void reply(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
