import java.util.HashSet;
import java.util.Hashtable;
import java.util.Set;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.SizeLimitExceededException;
import javax.naming.directory.Attributes;
import javax.naming.directory.DirContext;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.Control;
import javax.naming.ldap.InitialLdapContext;
import javax.naming.ldap.LdapContext;
import javax.naming.ldap.PagedResultsControl;
import javax.naming.ldap.PagedResultsResponseControl;
import javax.naming.ldap.SortControl;

/** JNDI reads the schema, pages, sorts, reads entries by their names, and is told where a list was cut. */
public class JndiReads {
  private static final String BASE = "dc=mssante,dc=fr";

  public static void main(String[] args) throws Exception {
    Hashtable<String, String> settings = new Hashtable<>();
    settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
    settings.put(Context.PROVIDER_URL, "ldap://127.0.0.1:" + args[0]);
    settings.put("com.sun.jndi.ldap.read.timeout", "20000");
    LdapContext directory = new InitialLdapContext(settings, null);
    String filter = args[1];
    int count = Integer.parseInt(args[2]);

    DirContext schema = directory.getSchema(BASE);
    Attributes bal = schema.getAttributes("ClassDefinition/annuaireBal");
    expect(bal.get("MUST").contains("mail"), "annuaireBal: " + bal);
    Attributes mail = schema.getAttributes("AttributeDefinition/mail");
    expect(mail.get("SYNTAX").get().toString().startsWith("1.3.6.1.4.1.1466.115.121.1.26"), "mail: " + mail);

    SearchControls below = new SearchControls();
    below.setSearchScope(SearchControls.SUBTREE_SCOPE);
    Set<String> names = new HashSet<>();
    byte[] cookie = null;
    do {
      directory.setRequestControls(new Control[] {new PagedResultsControl(7, cookie, Control.CRITICAL)});
      NamingEnumeration<SearchResult> page = directory.search(BASE, filter, below);
      int size = 0;
      for (; page.hasMore(); size++) names.add(page.next().getNameInNamespace());
      expect(size <= 7, size + " entries in a page of 7");
      cookie = null;
      for (Control control : directory.getResponseControls()) {
        if (control instanceof PagedResultsResponseControl paged) cookie = paged.getCookie();
      }
    } while (cookie != null);
    expect(names.size() == count, names.size() + " entries, not " + count);

    directory.setRequestControls(new Control[] {new SortControl("mail", Control.CRITICAL)});
    String former = "";
    for (NamingEnumeration<SearchResult> all = directory.search(BASE, filter, below); all.hasMore(); ) {
      String address = (String) all.next().getAttributes().get("mail").get();
      expect(former.compareToIgnoreCase(address) <= 0, address + " after " + former);
      former = address;
    }

    directory.setRequestControls(null);
    for (String name : names) {
      Attributes entry = directory.getAttributes(new javax.naming.ldap.LdapName(name), new String[] {"mail", "uid"});
      expect(name.startsWith("mail=" + entry.get("mail").get()) || name.contains("\\"), name + ": " + entry);
    }
    SearchControls zoe = new SearchControls();
    zoe.setSearchScope(SearchControls.SUBTREE_SCOPE);
    NamingEnumeration<SearchResult> found =
        directory.search(BASE, "(&(sn={0})(givenName={1}))", new Object[] {"lefèvre", "ZOÉ"}, zoe);
    expect(found.hasMore(), "Zoé LEFÈVRE is not found");
    expect(found.next().getAttributes().get("cn").contains("Zoé LEFÈVRE"), "another than Zoé LEFÈVRE is found");

    below.setCountLimit(2);
    int shown = 0;
    try {
      for (NamingEnumeration<SearchResult> all = directory.search(BASE, filter, below); all.hasMore(); shown++) all.next();
      expect(false, "a cut list says nothing");
    } catch (SizeLimitExceededException cut) {
      expect(shown == 2, shown + " entries where 2 were asked for");
    }
    directory.close();
    System.out.println(names.size() + " entries");
  }

  private static void expect(boolean held, String what) {
    if (held) return;
    System.err.println(what);
    System.exit(1);
  }
}
